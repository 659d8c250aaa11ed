//! The search of Members.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    b2b::organizations::{
        Member, MemberStatus,
        members::{SearchRequest, SearchResponse},
    },
    ids::OrganizationId,
    sandbox::{
        api_error::ApiError,
        permissions::MEMBER,
        search::{Filters, Operand, PageErrors, SearchErrors, contains, page, resembles},
        state::State,
    },
};

static ERRORS: SearchErrors = SearchErrors {
    missing_name: "member_search_missing_filter_name",
    name_is_no_text: "member_search_filter_name_must_be_string",
    unknown_name: "member_search_filter_name_not_recognized",
    missing_value: "member_search_missing_filter_value",
    no_texts: "member_search_expected_array_of_strings",
    no_text: "member_search_expected_string",
    no_flag: "member_search_expected_boolean",
    wrong_operator: "bad_request",
    page: PageErrors::BAD_REQUEST,
};
const STATUSES: [&str; 4] = ["active", "pending", "invited", "deleted"];

enum Filter {
    Ids(Vec<String>),
    Emails(Vec<String>),
    Email(String),
    IsBreakglass(bool),
    Statuses(Vec<String>),
    PhoneNumbers(Vec<String>),
    PhoneNumber(String),
}

pub(super) fn search(state: &State, request: &SearchRequest, request_id: String) -> Result<SearchResponse, ApiError> {
    if request.organization_ids.is_empty() {
        let message = "At least one Organization has to be named.";
        return Err(ApiError::bad_request("member_search_organization_ids_empty", message));
    }
    let session = request.session.as_ref();
    let ids = request.organization_ids.iter().map(|id| state.check_permission(id, session, MEMBER, "search"));
    let ids: BTreeSet<OrganizationId> = ids.collect::<Result<_, _>>()?;
    let filters = Filters::read(
        request.query.as_ref().map(|query| (&query.operator, query.operands.as_slice())),
        &ERRORS,
        Filter::read,
    )?;
    let wants_deleted = filters.iter().any(|filter| match filter {
        Filter::Statuses(statuses) => contains(statuses, "deleted"),
        _ => false,
    });
    let members = state.members.iter().map(|(id, entry)| (id, &entry.member));
    let found = members.filter(|(_, member)| {
        let is_listed = wants_deleted || member.status != MemberStatus::Deleted;
        is_listed && ids.contains(&member.organization_id) && filters.accept(|filter| filter.matches(member))
    });
    let (members, results_metadata) = page(found.collect(), request.cursor.as_deref(), request.limit, &ERRORS.page)?;
    let organizations = members.iter().filter_map(|member| state.organizations.get(&member.organization_id));
    let organizations: BTreeMap<_, _> =
        organizations.map(|organization| (organization.organization_id.to_string(), organization.clone())).collect();
    let members = members.into_iter().cloned().collect();
    Ok(SearchResponse { request_id, status_code: 200, members, results_metadata, organizations })
}

impl Filter {
    fn read(operand: &Operand<'_>) -> Result<Self, ApiError> {
        Ok(match operand.name {
            "member_ids" => {
                let ids = operand.texts()?;
                let is_own = |id: &String| id.starts_with("member-test-") || id.starts_with("member-live-");
                if ids.iter().any(is_own) && !ids.iter().all(is_own) {
                    let message = "`member_ids` has to hold either Stytch's ids or external ids.";
                    let error_type = "member_search_cannot_mix_internal_and_external_member_ids";
                    return Err(ApiError::bad_request(error_type, message));
                }
                Self::Ids(ids)
            }
            "member_emails" => Self::Emails(operand.texts()?),
            "member_email_fuzzy" => Self::Email(operand.fuzzy("member_search_member_email_fuzzy_too_short")?),
            "member_is_breakglass" => Self::IsBreakglass(operand.flag()?),
            "statuses" => {
                let statuses = operand.texts()?;
                if let Some(unknown) = statuses.iter().find(|status| !STATUSES.contains(&status.as_str())) {
                    let message = format!("No Member has the status `{unknown}`.");
                    return Err(ApiError::bad_request("search_invalid_status_filter", message));
                }
                Self::Statuses(statuses)
            }
            "member_phone_numbers" => Self::PhoneNumbers(operand.texts()?),
            "member_phone_number_fuzzy" => {
                Self::PhoneNumber(operand.fuzzy("member_search_member_mfa_phone_number_fuzzy_too_short")?)
            }
            _ => return Err(operand.unknown()),
        })
    }

    fn matches(&self, member: &Member) -> bool {
        match self {
            Self::Ids(ids) => {
                let external = member.external_id.as_deref();
                ids.iter().any(|id| id == member.member_id.as_str() || external == Some(id))
            }
            Self::Emails(emails) => contains(emails, &member.email_address),
            Self::Email(part) => resembles(&member.email_address, part),
            Self::IsBreakglass(is_breakglass) => member.is_breakglass == *is_breakglass,
            Self::Statuses(statuses) => contains(statuses, member.status.as_str()),
            Self::PhoneNumbers(numbers) => numbers.contains(&member.mfa_phone_number),
            Self::PhoneNumber(part) => resembles(&member.mfa_phone_number, part),
        }
    }
}
