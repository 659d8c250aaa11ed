use endpoint_runtime::{Result, endpoints};

#[endpoints]
pub trait Parcels {
    #[endpoint(POST "/parcels", status = "201")]
    async fn create(&self, grams: u32) -> Result<u64>;
}

fn main() {
    let _ = CreateRequest::new(500_u32);
}
