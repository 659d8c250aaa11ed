//! `/v1/projects/metrics`

use crate::prelude::*;

/// Counts of the contents of the project.
#[endpoints(
    defaults = crate::api,
    tag = "Project metrics",
    path = "/v1/projects/metrics",
    id = "api_project_v1_",
)]
pub trait Project {
    /// Counts the Users, Organizations, Members and machine-to-machine clients of the project.
    ///
    /// # Errors
    /// `unauthorized_credentials` (401).
    #[endpoint(GET, id = "Metrics")]
    async fn metrics(&self) -> Result<MetricsResponse>;
}

/// The counts of a project.
#[object]
pub struct MetricsResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The project that the credentials belong to.
    pub project_id: ProjectId,
    /// The counts, one for each kind that the project has.
    pub metrics: Vec<ProjectMetric>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// One count of a project.
#[object]
pub struct ProjectMetric {
    /// The kind of what is counted.
    pub metric_type: MetricType,
    /// The number of them.
    pub count: u32,
}

/// The kind of what is counted in a project.
#[open_enum]
pub enum MetricType {
    /// A kind that the API does not name.
    #[text("UNKNOWN")]
    Unknown,
    /// Users, in a consumer project.
    #[text("USER_COUNT")]
    UserCount,
    /// Organizations, in a B2B project.
    #[text("ORGANIZATION_COUNT")]
    OrganizationCount,
    /// Members of all Organizations, in a B2B project.
    #[text("MEMBER_COUNT")]
    MemberCount,
    /// Machine-to-machine clients.
    #[text("M2M_CLIENT_COUNT")]
    M2mClientCount,
}
