//! Documents and code made of declared endpoints, by pure functions of a
//! [`Provider`](endpoint_runtime::provider::Provider).

pub mod case;
pub mod console;
pub mod example;
#[cfg(test)]
mod fixtures;
mod javascript;
mod markdown;
pub mod openapi;
mod quote;
#[cfg(test)]
mod random_schemas;
mod response;
pub mod schema;
pub mod secrets;
pub mod snippet;
mod template;
pub mod typescript;
