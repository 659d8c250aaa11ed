//! The server: routes, decoding, rejections, responses.

mod axum;
mod blanks;
mod declared_responses;
mod forms;
mod like_its_document;
mod limits;
mod matching;
mod per_request;
mod property;
mod rejections;
mod results;
mod statuses;
mod streams_property;
#[path = "../support_server/mod.rs"]
mod support_server;
mod uploads;
