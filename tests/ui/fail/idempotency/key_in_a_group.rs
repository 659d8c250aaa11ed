use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
struct Account {
    #[header("Idempotency-Key")]
    #[idempotency_key]
    key: Option<String>,
}

#[endpoints]
trait Payments {
    #[endpoint(POST "/v1/payments")]
    async fn pay(&self, amount: u64, #[headers] account: Option<Account>) -> Result<()>;
}

async fn call(client: PaymentsClient) -> Result<()> {
    client.pay(PayRequest::new(5).key("a")).await
}

fn main() {}
