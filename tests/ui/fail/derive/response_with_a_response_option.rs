use endpoint_runtime::{Bytes, Response, Result, endpoints};

#[derive(Response)]
pub struct Label {
    #[header("ETag")]
    pub etag: String,
    #[body(bytes)]
    pub pdf: Bytes,
}

#[endpoints]
pub trait Parcels {
    #[endpoint(GET "/label", response = bytes)]
    async fn label(&self) -> Result<Label>;
}

fn main() {
    let _ = LabelRequest::new();
}
