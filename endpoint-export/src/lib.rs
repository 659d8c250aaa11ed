//! Documents and code made of declared endpoints, by pure functions of a
//! [`Provider`](endpoint_runtime::provider::Provider).

pub mod case;
pub mod console;
pub mod example;
pub mod openapi;
pub mod schema;
pub mod secrets;
pub mod snippet;
pub mod typescript;
