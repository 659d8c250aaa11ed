//! Nextcloud: the methods of WebDAV, on paths of any depth.

use endpoint_runtime::{Result, endpoints};

#[endpoints(server, schema, path = "/remote.php/dav/files/<user>/<path..>")]
pub trait Files {
    /// Lists a folder.
    #[endpoint(PROPFIND, status = 207, response(text, type = "application/xml"))]
    async fn list_folder(
        &self,
        user: String,
        path: String,
        /// `0` for the folder itself, `1` for its content, too.
        #[header("Depth")]
        depth: String,
        #[body(text, type = "application/xml")] properties: Option<String>,
    ) -> Result<String>;

    /// Makes a folder.
    #[endpoint(MKCOL, status = 201)]
    async fn make_folder(&self, user: String, path: String) -> Result<()>;

    /// Moves a file or a folder.
    #[endpoint(MOVE, status = 201)]
    async fn move_file(&self, user: String, path: String, #[header("Destination")] destination: String) -> Result<()>;
}
