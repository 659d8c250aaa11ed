//! The bytes that the declarations of the library send, compared with what each API's documentation asks for.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "the helpers of a test may fail, too")]

mod appstore;
mod azure_arm;
mod couchdb;
mod discord;
mod docker;
mod dynamodb;
mod elasticsearch;
mod github;
mod gitlab;
mod google_calendar;
mod google_crm;
mod influx;
mod jira;
mod kubernetes;
mod matrix;
mod msgraph;
mod nextcloud;
mod nominatim;
mod odata;
mod openai;
mod paypal;
mod routes;
mod s3;
mod salesforce;
mod shopify;
mod stackexchange;
mod stripe;
mod support;
mod swish;
mod tus;
mod varnish;
