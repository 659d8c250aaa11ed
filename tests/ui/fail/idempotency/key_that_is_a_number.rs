use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Payments {
    #[endpoint(POST "/v1/payments")]
    async fn pay(&self, amount: u64, #[header("Idempotency-Key")] #[idempotency_key] key: Option<u64>) -> Result<()>;
}

async fn call(client: PaymentsClient) -> Result<()> {
    client.pay(PayRequest::new(5).key(7)).await
}

fn main() {
    println!("{:?}", PaymentsClient::ENDPOINTS);
}
