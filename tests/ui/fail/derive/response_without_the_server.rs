use endpoint_runtime::{Response, Result, endpoints};

#[derive(Response)]
pub struct Created {
    #[header("Location")]
    pub location: String,
}

#[endpoints(server)]
pub trait Parcels {
    #[endpoint(POST "/parcels")]
    async fn create(&self, grams: u32) -> Result<Created>;
}

fn main() {
    let _ = CreateRequest::new(500_u32);
}
