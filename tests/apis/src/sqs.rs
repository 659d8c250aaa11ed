//! SQS: one URL, with the operation in a header, in the first version of AWS's JSON.

use std::collections::BTreeMap;

use endpoint_runtime::{Result, endpoints, object};

#[object(server, schema, rename_all = "PascalCase")]
pub struct Sent {
    pub message_id: String,
    #[field("MD5OfMessageBody")]
    pub md5_of_message_body: String,
}

#[object(sent, server, schema, rename_all = "PascalCase")]
pub struct AttributeValue {
    pub data_type: String,
    pub string_value: Option<String>,
}

#[object(server, schema, rename_all = "PascalCase")]
pub struct Message {
    pub message_id: String,
    pub receipt_handle: String,
    pub body: String,
}

#[object(server, schema, rename_all = "PascalCase")]
pub struct Received {
    pub messages: Vec<Message>,
}

#[endpoints(body(json, type = "application/x-amz-json-1.0"), rename_all = "PascalCase", server, schema)]
pub trait Queues {
    #[endpoint(POST "/", header("X-Amz-Target" = "AmazonSQS.SendMessage"))]
    async fn send_message(
        &self,
        queue_url: String,
        message_body: String,
        message_attributes: Option<BTreeMap<String, AttributeValue>>,
    ) -> Result<Sent>;

    /// Waits for messages.
    #[endpoint(POST "/", header("X-Amz-Target" = "AmazonSQS.ReceiveMessage"), timeout = "30s")]
    async fn receive_message(&self, queue_url: String, wait_time_seconds: Option<u8>) -> Result<Received>;

    #[endpoint(POST "/", header("X-Amz-Target" = "AmazonSQS.DeleteMessage"), idempotent, destructive)]
    async fn delete_message(&self, queue_url: String, receipt_handle: String) -> Result<()>;

    #[endpoint(POST "/", header("X-Amz-Target" = "AmazonSQS.ListQueues"), idempotent)]
    async fn list_queues(&self, queue_name_prefix: Option<String>) -> Result<Received>;
}
