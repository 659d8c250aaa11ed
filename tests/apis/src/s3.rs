//! Amazon S3: bytes whose media type the caller gives, keys with slashes, and operations that are distinguished by the query.

use std::collections::BTreeMap;

use endpoint_runtime::{Bytes, Response, Result, endpoints};
use serde::{Deserialize, Serialize};

use crate::xml::Xml;

/// A part of a list of objects.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListBucketResult {
    #[serde(default)]
    pub contents: Vec<ObjectSummary>,
    pub next_continuation_token: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ObjectSummary {
    pub key: String,
    pub size: u64,
}

/// An object that was stored.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct StoredObject {
    #[header("ETag")]
    pub etag: String,
}

/// An object, with the metadata of its user.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Object {
    #[header("ETag")]
    pub etag: String,
    #[header("Content-Type")]
    pub content_type: String,
    #[headers("x-amz-meta-")]
    pub metadata: BTreeMap<String, String>,
    #[body(bytes)]
    pub content: Bytes,
}

/// The metadata of an object, without its content.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct ObjectHead {
    #[header("ETag")]
    pub etag: String,
    #[header("Content-Length")]
    pub length: u64,
    #[headers("x-amz-meta-")]
    pub metadata: BTreeMap<String, String>,
}

#[endpoints(server, schema)]
pub trait Objects {
    /// Stores an object.
    #[endpoint(PUT "/<key..>")]
    async fn put_object(
        &self,
        key: String,
        content_type: String,
        #[headers("x-amz-meta-")] metadata: BTreeMap<String, String>,
        #[body(bytes, type = content_type)] content: Bytes,
    ) -> Result<StoredObject>;

    /// Reads an object.
    #[endpoint(GET "/<key..>?versionId=<version_id>")]
    async fn get_object(&self, key: String, version_id: Option<String>) -> Result<Object>;

    /// Reads the metadata of an object.
    #[endpoint(HEAD "/<key..>?versionId=<version_id>")]
    async fn head_object(&self, key: String, version_id: Option<String>) -> Result<ObjectHead>;

    /// Reads the tags of an object.
    #[endpoint(GET "/<key..>?tagging", response(text, type = "application/xml"))]
    async fn get_object_tagging(&self, key: String) -> Result<String>;

    /// Lists the objects of a bucket.
    #[endpoint(
        GET "/?list-type=2&<prefix>&continuation-token=<continuation_token>&max-keys=<max_keys>",
        response = Xml
    )]
    async fn list_objects(
        &self,
        prefix: Option<String>,
        continuation_token: Option<String>,
        max_keys: Option<u16>,
    ) -> Result<ListBucketResult>;

    /// Begins an upload in parts.
    #[endpoint(POST "/<key..>?uploads", response(text, type = "application/xml"))]
    async fn create_multipart_upload(&self, key: String) -> Result<String>;

    /// Ends an upload in parts.
    #[endpoint(POST "/<key..>?uploadId=<upload_id>", response(text, type = "application/xml"))]
    async fn complete_multipart_upload(
        &self,
        key: String,
        upload_id: String,
        #[body(text, type = "application/xml")] parts: String,
    ) -> Result<String>;
}
