//! Nextcloud: the methods of WebDAV, on paths of any depth, with bodies in XML.

use endpoint_runtime::{Result, endpoints};
use serde::{Deserialize, Serialize};

use crate::xml::Xml;

/// The properties that are asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "d:propfind")]
pub struct PropFind {
    #[serde(rename = "@xmlns:d")]
    pub namespace: String,
    #[serde(rename = "d:prop")]
    pub prop: Prop,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Prop {
    #[serde(rename = "d:getlastmodified")]
    pub last_modified: String,
}

/// The properties of files and folders.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename = "d:multistatus")]
pub struct MultiStatus {
    #[serde(rename = "response", default)]
    pub responses: Vec<DavResponse>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct DavResponse {
    pub href: String,
}

#[endpoints(server, schema, path = "/remote.php/dav/files/<user>/<path..>")]
pub trait Files {
    /// Lists a folder.
    #[endpoint(PROPFIND, status = 207, response = Xml)]
    async fn list_folder(
        &self,
        user: String,
        path: String,
        /// `0` for the folder itself, `1` for its content, too.
        #[header("Depth")]
        depth: String,
        #[body(Xml)] properties: Option<PropFind>,
    ) -> Result<MultiStatus>;

    /// Makes a folder.
    #[endpoint(MKCOL, status = 201)]
    async fn make_folder(&self, user: String, path: String) -> Result<()>;

    /// Moves a file or a folder.
    #[endpoint(MOVE, status = 201)]
    async fn move_file(&self, user: String, path: String, #[header("Destination")] destination: String) -> Result<()>;
}
