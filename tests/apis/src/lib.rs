//! Endpoints of public APIs, chosen for unusual habits: one module for each API. The declarations are what a user would write who
//! knows the API's documentation and the grammar; `tests/wire` compares the bytes that they send.
#![allow(
    missing_docs,
    clippy::doc_markdown,
    reason = "the APIs document themselves, and are called what they are called"
)]

pub mod anthropic;
pub mod appstore;
pub mod azure_arm;
pub mod azure_blob;
pub mod azure_documents;
pub mod clickhouse;
pub mod couchdb;
pub mod couchdb_changes;
pub mod discord;
pub mod docker;
pub mod dropbox;
pub mod dynamodb;
pub mod ec2;
pub mod ec2_instances;
pub mod elasticsearch;
pub mod encoded_values;
pub mod ethereum;
pub mod firebase;
pub mod firestore;
pub mod github;
pub mod github_graphql;
pub mod gitlab;
pub mod google_calendar;
pub mod google_crm;
pub mod google_drive;
pub mod influx;
pub mod jira;
pub mod kubernetes;
pub mod kubernetes_watch;
pub mod mailgun;
pub mod matrix;
pub mod msgraph;
pub mod nextcloud;
pub mod nominatim;
pub mod oauth_tokens;
pub mod odata;
pub mod openai;
pub mod openai_chat;
pub mod page_positions;
pub mod pages;
pub mod paypal;
pub mod plaid;
pub mod prometheus;
pub mod request_ids;
pub mod s3;
pub mod salesforce;
pub mod scim;
pub mod shopify;
pub mod signing;
pub mod slack;
pub mod slack_commands;
pub mod soap;
pub mod sqs;
pub mod stackexchange;
pub mod stripe;
pub mod stripe_webhooks;
pub mod swish;
pub mod telegram;
pub mod tus;
pub mod twilio;
pub mod urls;
pub mod varnish;
pub mod xml;
