//! EC2 with a form: the name of the operation is a field, and lists have numbers in their keys. The answer is XML.

use endpoint_runtime::{Result, endpoints, object};

/// A condition of a list.
#[object(sent, server, schema)]
pub struct Filter {
    #[field("Name")]
    pub name: String,
    #[field("Value")]
    pub values: Vec<String>,
}

#[endpoints(server, schema, field("Version" = "2016-11-15"))]
pub trait Instances {
    /// Lists the instances that match all filters.
    #[endpoint(POST "/", form, field("Action" = "DescribeInstances"), response = text)]
    async fn describe_instances(
        &self,
        #[encode(dots)]
        #[field("Filter")]
        filters: Vec<Filter>,
        #[encode(dots)]
        #[field("InstanceId")]
        instance_ids: Vec<String>,
        #[field("MaxResults")] max_results: Option<u32>,
    ) -> Result<String>;
}
