use endpoint_runtime::{Result, endpoints};

#[endpoints]
pub trait Parcels {
    #[endpoint(POST "/parcels", status = 204, response = text)]
    async fn create(&self, grams: u32) -> Result<String>;
}

fn main() {
    let _ = CreateRequest::new(500_u32);
}
