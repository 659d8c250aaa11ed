//! `/v1/projects/metrics`

use super::Sandbox;
use crate::{
    Result,
    project::{MetricType, MetricsRequest, MetricsResponse, Project, ProjectMetric},
};

impl Project for Sandbox {
    async fn metrics(&self, _: MetricsRequest) -> Result<MetricsResponse> {
        self.respond(|state, request_id| {
            let metric = |metric_type, count: usize| ProjectMetric {
                metric_type,
                count: u32::try_from(count).unwrap_or(u32::MAX),
            };
            let metrics = vec![
                metric(MetricType::UserCount, state.users.len()),
                metric(MetricType::OrganizationCount, state.organizations.len()),
                metric(MetricType::MemberCount, state.members.len()),
            ];
            Ok(MetricsResponse { request_id, project_id: state.project_id.as_str().into(), metrics, status_code: 200 })
        })
    }
}
