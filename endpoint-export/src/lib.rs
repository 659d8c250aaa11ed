//! Documents and code made from declared endpoints, by pure functions of a
//! [`Provider`](endpoint_runtime::provider::Provider).
//!
//! * [`openapi`]: an OpenAPI document
//! * [`snippet`]: one call as a program, in several languages
//! * [`typescript`]: an npm package that calls the API
//! * [`example`]: example values
//! * [`console`]: the data of a page that calls one operation
//! * [`secrets`]: the secrets among the values of a call
//! * [`case`]: names in the cases of other languages
//!
//! ```
//! use endpoint_export::{openapi::openapi, typescript::{SdkOptions, sdk}};
//!
//! let provider = stytch_endpoints::provider()?;
//! let document = openapi(&provider).to_string();
//! let package = sdk(&provider, &SdkOptions::new("stytch-endpoints"))?;
//! assert!(document.contains("\"openapi\": \"3.1.0\""));
//! assert!(package.iter().any(|file| file.path == "index.d.ts"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod case;
pub mod console;
pub mod example;
mod javascript;
mod labels;
mod markdown;
pub mod openapi;
mod quote;
mod response;
pub mod secrets;
pub mod snippet;
mod template;
#[cfg(test)]
mod tests;
pub mod typescript;
