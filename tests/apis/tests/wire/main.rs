//! The bytes that the declarations of the library send, compared with what each API's documentation asks for.

mod azure_arm;
mod couchdb;
mod discord;
mod docker;
mod dynamodb;
mod elasticsearch;
mod github;
mod gitlab;
mod google_crm;
mod influx;
mod matrix;
mod msgraph;
mod nextcloud;
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
