use endpoint_runtime::{Result, endpoints};

#[endpoints]
pub trait Parcels {
    #[endpoint(POST "/parcels", response(text, type = "csv"))]
    async fn create(&self, grams: u32) -> Result<String>;
}

fn main() {
    let _ = CreateRequest::new(500_u32);
}
