//! The bytes that the declarations of the library send, compared with what each API's documentation asks for.

mod couchdb;
mod dynamodb;
mod elasticsearch;
mod github;
mod gitlab;
mod influx;
mod msgraph;
mod openai;
mod paypal;
mod s3;
mod shopify;
mod stackexchange;
mod stripe;
mod support;
