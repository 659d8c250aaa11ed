//! Requests, metadata and providers of declarations.
#![allow(clippy::option_option, reason = "an absent value and null are distinguished")]

mod constants;
mod cookies;
mod dynamic_streams;
mod encode;
mod header_groups;
mod nested;
mod path_templates;
mod prefixed_maps;
mod provider_params;
mod query_maps;
mod request_bodies;
mod request_multipart;
mod request_streams;
mod streams;
mod text_forms;
