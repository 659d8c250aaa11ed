use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Metrics {
    #[endpoint(POST "/v1/metrics", compress = gzip)]
    async fn write(&self, #[body(text)] lines: String) -> Result<()>;
}

async fn call(client: MetricsClient) -> Result<()> {
    client.write(WriteRequest::new("cpu value=1")).await
}

fn main() {
    println!("{:?}", MetricsClient::ENDPOINTS);
}
