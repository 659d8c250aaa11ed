use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Payments {
    #[endpoint(POST "/v1/payments", multipart)]
    async fn pay(&self, amount: u64, #[idempotency_key] key: Option<String>) -> Result<()>;
}

async fn call(client: PaymentsClient) -> Result<()> {
    client.pay(PayRequest::new(5).key("a")).await
}

fn main() {
    println!("{:?}", PaymentsClient::ENDPOINTS);
}
