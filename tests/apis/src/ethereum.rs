//! Ethereum's JSON-RPC 2.0: one URL for all methods, which a constant field tells apart, and errors with the status 200.

use endpoint_runtime::{Envelope, ErrorBody, ErrorFields, endpoints, object};

/// `{"jsonrpc": "2.0", "id": 1, "result": …}`, or `{…, "error": {"code": -32602, "message": "…"}}`.
pub const ENVELOPE: Envelope = Envelope::errors("error").value_in("result");

#[object(server, schema)]
pub struct RpcError {
    pub code: i64,
    pub message: String,
}

#[object(server, schema)]
pub struct RpcFailure {
    pub error: RpcError,
}

impl ErrorBody for RpcFailure {
    const FIELDS: ErrorFields = ErrorFields { request_id: &[], code: &[], message: &["message"] };

    fn message(&self) -> Option<&str> {
        Some(&self.error.message)
    }
}

pub type Result<T> = endpoint_runtime::Result<T, RpcFailure>;

#[endpoints(field("jsonrpc" = "2.0"), envelope = ENVELOPE, server, schema)]
pub trait Ethereum {
    /// The balance of an account, in wei and hexadecimal digits. The parameters are the address and the block.
    #[endpoint(POST "/", field("method" = "eth_getBalance"), idempotent)]
    async fn get_balance(&self, id: u64, params: (String, String)) -> Result<String>;

    #[endpoint(POST "/", field("method" = "eth_blockNumber"), field("params" = [], "id" = 1), idempotent)]
    async fn block_number(&self) -> Result<String>;

    #[endpoint(POST "/", field("method" = "eth_sendRawTransaction"))]
    async fn send_raw_transaction(&self, id: u64, params: (String,)) -> Result<String>;
}
