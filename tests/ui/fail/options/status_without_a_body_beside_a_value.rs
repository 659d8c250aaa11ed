use endpoint_runtime::{Result, endpoints, object};

#[object]
pub struct Parcel {
    pub id: u64,
}

#[endpoints]
pub trait Parcels {
    #[endpoint(POST "/parcels", status = 204)]
    async fn create(&self, grams: u32) -> Result<Parcel>;
}

fn main() {
    let _ = CreateRequest::new(500_u32);
}
