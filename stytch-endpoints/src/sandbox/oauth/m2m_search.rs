//! The filters of searches for machine-to-machine clients.

use super::super::{
    api_error::ApiError,
    search::{Filters, Operand, PageErrors, SearchErrors},
};
use crate::m2m::clients::{M2mClient, M2mSearchQuery};

static ERRORS: SearchErrors = SearchErrors {
    missing_name: "m2m_search_missing_filter_name",
    name_is_no_text: "m2m_search_filter_name_must_be_string",
    unknown_name: "m2m_search_filter_name_not_recognized",
    missing_value: "m2m_search_missing_filter_value",
    no_texts: "m2m_search_expected_array_of_strings",
    // No filter has a value of these kinds.
    no_text: "bad_request",
    no_flag: "bad_request",
    wrong_operator: "bad_request",
    page: PageErrors::BAD_REQUEST,
};

/// A filter, with the texts that it accepts; an empty list accepts every client.
pub(super) enum Filter {
    Ids(Vec<String>),
    Names(Vec<String>),
    Scopes(Vec<String>),
}

/// Reads the filters of a query.
pub(super) fn read(query: Option<&M2mSearchQuery>) -> Result<Filters<Filter>, ApiError> {
    Filters::read(query.map(|query| (&query.operator, query.operands.as_slice())), &ERRORS, Filter::read)
}

impl Filter {
    fn read(operand: &Operand<'_>) -> Result<Self, ApiError> {
        match operand.name {
            "client_id" => operand.texts().map(Self::Ids),
            "client_name" => operand.texts().map(Self::Names),
            "scopes" => operand.texts().map(Self::Scopes),
            _ => Err(operand.unknown()),
        }
    }

    pub(super) fn matches(&self, client: &M2mClient) -> bool {
        let is_one = |texts: &[String], text: &str| texts.iter().any(|known| known == text);
        match self {
            Self::Ids(texts) | Self::Names(texts) | Self::Scopes(texts) if texts.is_empty() => true,
            Self::Ids(ids) => is_one(ids, client.client_id.as_str()),
            Self::Names(names) => is_one(names, &client.client_name),
            Self::Scopes(scopes) => client.scopes.iter().any(|scope| is_one(scopes, scope)),
        }
    }
}
