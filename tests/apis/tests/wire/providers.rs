//! The declarations are a provider, from which documents, packages, pages and command lines are made.

use endpoint_api_tests::{
    azure_blob, clickhouse, couchdb_changes, dropbox, ethereum, google_drive, mailgun, oauth_tokens, prometheus, s3,
    soap, telegram, twilio,
};
use endpoint_runtime::{
    provider::{AuthScheme, CredentialPart, Environment, Host, Provider},
    schema::EndpointSchemas,
};

/// Builds a provider, and returns its number of operations. An endpoint at a URL of a response is none.
fn operations(schemas: &'static [EndpointSchemas]) -> usize {
    let provider = Provider::builder("api")
        .environment(Environment::new("live", "https://api.example.com"))
        .host(Host::new("content", "https://content.example.com"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "TOKEN")))
        .resource(schemas);
    provider.build().unwrap().operations().count()
}

#[test]
fn unusual_apis_are_providers() {
    for (schemas, expected) in [
        (azure_blob::BlobsClient::SCHEMAS, 5),
        (clickhouse::StatementsClient::SCHEMAS, 2),
        (couchdb_changes::ChangesClient::SCHEMAS, 1),
        (dropbox::FilesClient::SCHEMAS, 2),
        (ethereum::EthereumClient::SCHEMAS, 3),
        (google_drive::UploadsClient::SCHEMAS, 1),
        (mailgun::MessagesClient::SCHEMAS, 2),
        (oauth_tokens::TokensClient::SCHEMAS, 4),
        (prometheus::QueriesClient::SCHEMAS, 3),
        (s3::ObjectsClient::SCHEMAS, 7),
        (soap::CalculatorClient::SCHEMAS, 2),
        (telegram::BotClient::SCHEMAS, 3),
        (twilio::MessagesClient::SCHEMAS, 3),
    ] {
        assert_eq!(operations(schemas), expected);
    }
}
