use endpoint_runtime::{Bytes, Result, endpoints};

#[endpoints]
pub trait Parcels {
    #[endpoint(PUT "/label")]
    async fn label(&self, #[body(bytes, type = "pdf")] label: Bytes) -> Result<()>;
}

fn main() {
    let _ = LabelRequest::new("%PDF");
}
