use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Payments {
    #[idempotency_key]
    #[endpoint(POST "/v1/payments")]
    async fn pay(&self, amount: u64) -> Result<()>;
}

async fn call(client: PaymentsClient) -> Result<()> {
    client.pay(PayRequest::new(5)).await
}

fn main() {}
