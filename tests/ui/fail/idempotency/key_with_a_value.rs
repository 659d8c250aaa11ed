use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Payments {
    #[endpoint(POST "/v1/payments")]
    async fn pay(&self, #[idempotency_key("Idempotency-Key")] #[header("Idempotency-Key")] key: Option<String>) -> Result<()>;
}

async fn call(client: PaymentsClient) -> Result<()> {
    client.pay(PayRequest::new().key("a")).await
}

fn main() {
    println!("{:?}", PaymentsClient::ENDPOINTS);
}
