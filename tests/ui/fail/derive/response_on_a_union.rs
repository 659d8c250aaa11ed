use endpoint_runtime::{Response, Result, endpoints};

#[derive(Response)]
pub union Created {
    here: u8,
}

#[endpoints]
pub trait Parcels {
    #[endpoint(POST "/parcels")]
    async fn create(&self, grams: u32) -> Result<Created>;
}

async fn create(client: &ParcelsClient) -> Result<Created> {
    client.create(CreateRequest::new(500_u32)).await
}

fn main() {}
