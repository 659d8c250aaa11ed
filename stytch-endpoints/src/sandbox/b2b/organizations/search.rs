//! The search of Organizations.

use std::collections::BTreeMap;

use crate::{
    b2b::organizations::{MemberStatus, Organization, SearchRequest},
    ids::OrganizationId,
    sandbox::{
        api_error::ApiError,
        search::{Filters, Operand, PageErrors, SearchErrors, contains, page, resembles},
        state::{MemberEntry, State},
    },
    search::ResultsMetadata,
};

static ERRORS: SearchErrors = SearchErrors {
    missing_name: "organization_search_missing_filter_name",
    name_is_no_text: "organization_search_filter_name_must_be_string",
    unknown_name: "organization_search_filter_name_not_recognized",
    missing_value: "organization_search_missing_filter_value",
    no_texts: "organization_search_expected_array_of_strings",
    no_text: "organization_search_expected_string",
    no_flag: "organization_search_expected_boolean",
    wrong_operator: "bad_request",
    page: PageErrors::BAD_REQUEST,
};

enum Filter {
    Ids(Vec<String>),
    Slugs(Vec<String>),
    Name(String),
    Slug(String),
    MemberEmails(Vec<String>),
    MemberEmail(String),
    AllowedDomains(Vec<String>),
    AllowedDomain(String),
    ClaimedDomains(Vec<String>),
    HasSso(bool),
    SsoConnection(String),
}

pub(super) fn search(state: &State, request: &SearchRequest) -> Result<(Vec<Organization>, ResultsMetadata), ApiError> {
    let filters = Filters::read(
        request.query.as_ref().map(|query| (&query.operator, query.operands.as_slice())),
        &ERRORS,
        Filter::read,
    )?;
    let mut emails: BTreeMap<&OrganizationId, Vec<&str>> = BTreeMap::new();
    for MemberEntry { member, .. } in
        state.members.values().filter(|entry| entry.member.status != MemberStatus::Deleted)
    {
        emails.entry(&member.organization_id).or_default().push(&member.email_address);
    }
    let found = state.organizations.iter().filter(|(id, organization)| {
        let emails = emails.get(id).map(Vec::as_slice).unwrap_or_default();
        filters.accept(|filter| filter.matches(organization, emails))
    });
    let (organizations, metadata) = page(found.collect(), request.cursor.as_deref(), request.limit, &ERRORS.page)?;
    Ok((organizations.into_iter().cloned().collect(), metadata))
}

impl Filter {
    fn read(operand: &Operand<'_>) -> Result<Self, ApiError> {
        Ok(match operand.name {
            "organization_ids" => Self::Ids(operand.texts()?),
            "organization_slugs" => Self::Slugs(operand.texts()?),
            "organization_name_fuzzy" => {
                Self::Name(operand.fuzzy("organization_search_organization_name_fuzzy_too_short")?)
            }
            "organization_slug_fuzzy" => {
                Self::Slug(operand.fuzzy("organization_search_organization_slug_fuzzy_too_short")?)
            }
            "member_emails" => Self::MemberEmails(operand.texts()?),
            "member_email_fuzzy" => {
                Self::MemberEmail(operand.fuzzy("organization_search_member_email_fuzzy_too_short")?)
            }
            "allowed_domains" => Self::AllowedDomains(operand.texts()?),
            "allowed_domain_fuzzy" => {
                Self::AllowedDomain(operand.fuzzy("organization_search_allowed_domain_fuzzy_too_short")?)
            }
            "claimed_email_domains" => Self::ClaimedDomains(operand.texts()?),
            "has_active_sso_connection" => Self::HasSso(operand.flag()?),
            "sso_connection_id" => Self::SsoConnection(operand.text()?),
            _ => return Err(operand.unknown()),
        })
    }

    fn matches(&self, organization: &Organization, emails: &[&str]) -> bool {
        let id = &organization.organization_id;
        match self {
            Self::Ids(ids) => {
                let external = organization.organization_external_id.as_deref();
                ids.iter().any(|text| text == id.as_str() || external == Some(text))
            }
            Self::Slugs(slugs) => slugs.contains(&organization.organization_slug),
            Self::Name(part) => resembles(&organization.organization_name, part),
            Self::Slug(part) => resembles(&organization.organization_slug, part),
            Self::MemberEmails(texts) => emails.iter().any(|email| contains(texts, email)),
            Self::MemberEmail(part) => emails.iter().any(|email| resembles(email, part)),
            Self::AllowedDomains(texts) => {
                organization.email_allowed_domains.iter().any(|domain| contains(texts, domain))
            }
            Self::AllowedDomain(part) => {
                organization.email_allowed_domains.iter().any(|domain| resembles(domain, part))
            }
            Self::ClaimedDomains(texts) => {
                organization.claimed_email_domains.iter().any(|domain| contains(texts, domain))
            }
            Self::HasSso(has_one) => organization.sso_active_connections.is_empty() != *has_one,
            Self::SsoConnection(id) => {
                organization.sso_active_connections.iter().any(|connection| connection.connection_id.as_str() == id)
            }
        }
    }
}
