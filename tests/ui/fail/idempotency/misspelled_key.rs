use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Payments {
    #[endpoint(POST "/v1/payments")]
    async fn pay(&self, #[header("Idempotency-Key")] #[idempotence_key] key: Option<String>) -> Result<()>;
}

async fn call(client: PaymentsClient) -> Result<()> {
    client.pay(PayRequest::new().key("a")).await
}

fn main() {
    println!("{:?}", PaymentsClient::ENDPOINTS);
}
