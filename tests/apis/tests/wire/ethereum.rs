use endpoint_api_tests::ethereum::{
    BlockNumberRequest, Ethereum, EthereumServer, GetBalanceRequest, Result, RpcError, RpcFailure,
    SendRawTransactionRequest,
};
use endpoint_runtime::{
    Bytes, Client, Error, Stage,
    http::{Request, StatusCode},
};

use crate::support::{Answer, body, call, line, ok};

#[tokio::test]
async fn the_method_is_a_constant_field() {
    let request = GetBalanceRequest::new(7_u64, ("0xab".to_owned(), "latest".to_owned()));
    let (sent, balance) = call(request, ok("application/json", r#"{"jsonrpc":"2.0","id":7,"result":"0x1"}"#)).await;
    assert_eq!(line(&sent), "POST /");
    assert_eq!(body(&sent), r#"{"jsonrpc":"2.0","method":"eth_getBalance","id":7,"params":["0xab","latest"]}"#);
    assert_eq!(balance, "0x1");
    let (sent, _) = call(BlockNumberRequest::new(), ok("application/json", r#"{"id":1,"result":"0x10"}"#)).await;
    assert_eq!(body(&sent), r#"{"jsonrpc":"2.0","method":"eth_blockNumber","params":[],"id":1}"#);
}

#[tokio::test]
async fn an_error_in_a_200_is_an_error_of_the_call() {
    let json = r#"{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid params"}}"#;
    let client = Client::builder().base_url("https://rpc.example.com").transport(Answer(ok("application/json", json)));
    let error = client.build().unwrap().send(BlockNumberRequest::new()).await.unwrap_err();
    assert_eq!((error.stage(), error.message().as_deref()), (Stage::Api, Some("invalid params")));
    assert_eq!(error.into_api().unwrap().error.code, -32602);
}

struct Fake;

impl Ethereum for Fake {
    async fn get_balance(&self, request: GetBalanceRequest) -> Result<String> {
        Ok(format!("{} of {}", request.id, request.params.0))
    }

    async fn block_number(&self, _: BlockNumberRequest) -> Result<String> {
        Ok("0x10".to_owned())
    }

    async fn send_raw_transaction(&self, _: SendRawTransactionRequest) -> Result<String> {
        let error = RpcError::new(-32000_i64, "nonce too low");
        Err(Error::api(StatusCode::OK, RpcFailure::new(error)))
    }
}

#[tokio::test]
async fn a_server_chooses_by_the_field() {
    let client = Client::builder().service(EthereumServer::new(Fake)).build().unwrap();
    let balance = GetBalanceRequest::new(7_u64, ("0xab".to_owned(), "latest".to_owned()));
    assert_eq!(client.send(balance).await.unwrap(), "7 of 0xab");
    assert_eq!(client.send(BlockNumberRequest::new()).await.unwrap(), "0x10");
    let error = client.send(SendRawTransactionRequest::new(1_u64, ("0x".to_owned(),))).await.unwrap_err();
    assert_eq!(error.message().as_deref(), Some("nonce too low"));
}

/// Returns the status of the response to this body.
async fn status(json: &'static str) -> u16 {
    let client = Client::builder().service(EthereumServer::new(Fake)).build().unwrap();
    let request =
        Request::post("/").header("content-type", "application/json").body(Bytes::from_static(json.as_bytes()));
    client
        .execute(request.unwrap())
        .await
        .map_or_else(|error| error.status().unwrap(), |response| response.status())
        .as_u16()
}

#[tokio::test]
async fn other_methods_and_malformed_bodies_are_refused() {
    assert_eq!(status(r#"{"params":[],"id":1,"method":"eth_blockNumber","jsonrpc":"2.0"}"#).await, 200);
    assert_eq!(status(r#"{"jsonrpc":"2.0","method":"eth_mine","params":[],"id":1}"#).await, 422);
    assert_eq!(status(r#"{"jsonrpc":"2.0","params":[],"id":1}"#).await, 422);
    assert_eq!(status(r#"{"jsonrpc":"2.0","method":"eth_blockNumber","params":[1],"id":1}"#).await, 422);
    assert_eq!(status(r#"{"jsonrpc":"2.0","#).await, 400);
}
