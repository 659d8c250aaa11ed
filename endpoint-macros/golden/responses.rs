/// A parcel that was created.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Created {
    /// The URL of the parcel.
    #[header("Location")]
    pub location: String,
    #[header("Retry-After")]
    pub retry_after: Option<u64>,
    #[body]
    pub parcel: Parcel,
}

#[derive(Response)]
pub struct Deleted {
    #[header("ETag")]
    etag: ETag,
}

#[endpoints]
pub trait Parcels {
    #[endpoint(POST "/parcels", status = 201)]
    async fn create(&self, grams: u32) -> Result<Created>;

    #[endpoint(PUT "/parcels/<id>/label", response(bytes, type = "application/pdf"))]
    async fn label(&self, id: u64, #[body(bytes, type = "application/pdf")] label: Bytes) -> Result<Bytes>;
}
