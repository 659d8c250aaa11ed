use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Payments {
    #[endpoint(POST "/v1/payments")]
    async fn pay(&self, #[header("Idempotency-Key")] #[idempotency_key] key: Option<String>, #[header("X-Key")] #[idempotency_key] other: Option<String>) -> Result<()>;
}

async fn call(client: PaymentsClient) -> Result<()> {
    client.pay(PayRequest::new().key("a").other("b")).await
}

fn main() {
    println!("{:?}", PaymentsClient::ENDPOINTS);
}
