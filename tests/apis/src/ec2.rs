//! EC2: the operation and the version are constants of the query, and every answer is XML.

use endpoint_runtime::{Result, endpoints, object};

use crate::xml::Xml;

#[object(server, schema, rename_all = "camelCase")]
pub struct Regions {
    pub request_id: String,
    pub region_info: RegionList,
}

#[object(server, schema)]
pub struct RegionList {
    pub item: Vec<Region>,
}

#[object(server, schema, rename_all = "camelCase")]
pub struct Region {
    pub region_name: String,
}

#[endpoints(query("Version" = "2016-11-15"), response = Xml, server, schema)]
pub trait Regional {
    #[endpoint(GET "/?Action=DescribeRegions&AllRegions=<all_regions>")]
    async fn describe_regions(&self, all_regions: Option<bool>) -> Result<Regions>;

    #[endpoint(GET "/?Action=EnableSerialConsoleAccess", idempotent = false)]
    async fn enable_serial_console_access(&self) -> Result<()>;
}
