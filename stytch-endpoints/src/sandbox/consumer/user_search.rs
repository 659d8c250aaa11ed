//! The search for Users.

use endpoint_runtime::Json;

use crate::{
    consumer::users::{SearchRequest, SearchResponse, User},
    sandbox::{
        api_error::ApiError,
        search::{Filters, Operand, PageErrors, SearchErrors, contains, page, resembles},
        state::State,
    },
    timestamp::Timestamp,
};

static ERRORS: SearchErrors = SearchErrors {
    missing_name: "user_search_missing_filter_name",
    name_is_no_text: "user_search_filter_name_must_be_string",
    unknown_name: "user_search_filter_name_not_recognized",
    missing_value: "user_search_missing_filter_value",
    no_texts: "user_search_expected_array_of_string",
    no_text: "user_search_expected_string",
    no_flag: "user_search_expected_bool",
    wrong_operator: "user_search_invalid_operator",
    page: PageErrors { wrong_limit: "user_search_invalid_limit", wrong_cursor: "user_search_invalid_cursor" },
};

/// A condition on Users.
type Condition = Box<dyn Fn(&User) -> bool>;

impl State {
    /// Returns a page of the Users who meet a query.
    pub(super) fn search_users(&self, request: &SearchRequest, request_id: String) -> Result<SearchResponse, ApiError> {
        let query = request.query.as_ref().map(|query| (&query.operator, query.operands.as_slice()));
        let filters = Filters::read(query, &ERRORS, condition)?;
        let users = self.users.iter().map(|(id, entry)| (id, &entry.user));
        let found = users.filter(|(_, user)| filters.accept(|is_met| is_met(user))).collect();
        let (results, results_metadata) = page(found, request.cursor.as_deref(), request.limit, &ERRORS.page)?;
        let results = results.into_iter().cloned().collect();
        Ok(SearchResponse { request_id, results, results_metadata, status_code: 200 })
    }
}

fn condition(operand: &Operand<'_>) -> Result<Condition, ApiError> {
    match operand.name {
        "user_id" => one_of(operand, |user| vec![user.user_id.as_str()]),
        "email_id" => one_of(operand, |user| user.emails.iter().map(|email| email.email_id.as_str()).collect()),
        "email_address" => one_of(operand, |user| user.emails.iter().map(|email| email.email.as_str()).collect()),
        "email_address_fuzzy" => part(operand, "user_search_email_address_fuzzy_too_short", |user| {
            user.emails.iter().map(|email| email.email.clone()).collect()
        }),
        "email_verified" => flag(operand, |user| user.emails.iter().map(|email| email.verified).collect()),
        "phone_id" => one_of(operand, |user| user.phone_numbers.iter().map(|phone| phone.phone_id.as_str()).collect()),
        "phone_number" => {
            one_of(operand, |user| user.phone_numbers.iter().map(|phone| phone.phone_number.as_str()).collect())
        }
        "phone_number_fuzzy" => part(operand, "user_search_phone_number_fuzzy_too_short", |user| {
            user.phone_numbers.iter().map(|phone| phone.phone_number.clone()).collect()
        }),
        "phone_verified" => flag(operand, |user| user.phone_numbers.iter().map(|phone| phone.verified).collect()),
        "full_name_fuzzy" => part(operand, "user_search_full_name_fuzzy_too_short", |user| vec![full_name(user)]),
        "oauth_provider" => {
            one_of(operand, |user| user.providers.iter().map(|login| login.provider_type.as_str()).collect())
        }
        "totp_id" => one_of(operand, |user| user.totps.iter().map(|app| app.totp_id.as_str()).collect()),
        "totp_verified" => flag(operand, |user| user.totps.iter().map(|app| app.verified).collect()),
        "webauthn_registration_id" => one_of(operand, |user| {
            user.webauthn_registrations.iter().map(|key| key.webauthn_registration_id.as_str()).collect()
        }),
        "webauthn_registration_verified" => {
            flag(operand, |user| user.webauthn_registrations.iter().map(|key| key.verified).collect())
        }
        "crypto_wallet_id" => {
            one_of(operand, |user| user.crypto_wallets.iter().map(|wallet| wallet.crypto_wallet_id.as_str()).collect())
        }
        "crypto_wallet_address" => one_of(operand, |user| {
            user.crypto_wallets.iter().map(|wallet| wallet.crypto_wallet_address.as_str()).collect()
        }),
        "crypto_wallet_verified" => {
            flag(operand, |user| user.crypto_wallets.iter().map(|wallet| wallet.verified).collect())
        }
        "password_exists" => flag(operand, |user| vec![user.password.is_some()]),
        "created_at_greater_than" => instant(operand, operand.value).map(|from| created(Some(from), None)),
        "created_at_less_than" => instant(operand, operand.value).map(|to| created(None, Some(to))),
        "created_at_between" => created_between(operand),
        "status" => status(operand),
        _ => Err(operand.unknown()),
    }
}

/// One of several texts is one of the User's.
fn one_of(operand: &Operand<'_>, texts: fn(&User) -> Vec<&str>) -> Result<Condition, ApiError> {
    let wanted = operand.texts()?;
    Ok(Box::new(move |user| texts(user).iter().any(|text| contains(&wanted, text))))
}

/// A text is a part of one of the User's.
fn part(
    operand: &Operand<'_>,
    too_short: &'static str,
    texts: fn(&User) -> Vec<String>,
) -> Result<Condition, ApiError> {
    let wanted = operand.fuzzy(too_short)?;
    Ok(Box::new(move |user| texts(user).iter().any(|text| resembles(text, &wanted))))
}

/// One of the User's flags is `true` or `false`.
fn flag(operand: &Operand<'_>, flags: fn(&User) -> Vec<bool>) -> Result<Condition, ApiError> {
    let wanted = operand.flag()?;
    Ok(Box::new(move |user| flags(user).contains(&wanted)))
}

fn status(operand: &Operand<'_>) -> Result<Condition, ApiError> {
    let wanted = operand.text()?;
    if !["active", "pending"].contains(&wanted.as_str()) {
        return Err(operand.wrong("user_search_invalid_status_filter", "`active` or `pending`"));
    }
    Ok(Box::new(move |user| user.status.as_str() == wanted))
}

/// The User was created after the first and before the second time.
fn created(from: Option<jiff::Timestamp>, to: Option<jiff::Timestamp>) -> Condition {
    Box::new(move |user| {
        let created = user.created_at.as_ref().and_then(Timestamp::instant);
        created.is_some_and(|created| from.is_none_or(|from| created > from) && to.is_none_or(|to| created < to))
    })
}

/// Reads an object of two times.
fn created_between(operand: &Operand<'_>) -> Result<Condition, ApiError> {
    let expected = "an object of `greater_than` and `less_than`";
    let Json::Object(limits) = operand.value else {
        return Err(operand.wrong("user_search_expected_object", expected));
    };
    let limit = |name, missing| {
        let limit = limits.get(name).ok_or_else(|| operand.wrong(missing, expected))?;
        instant(operand, limit)
    };
    let from = limit("greater_than", "user_search_missing_greater_than")?;
    let to = limit("less_than", "user_search_missing_less_than")?;
    Ok(created(Some(from), Some(to)))
}

fn instant(operand: &Operand<'_>, value: &Json) -> Result<jiff::Timestamp, ApiError> {
    let instant = value.as_str().and_then(|text| text.parse().ok());
    instant.ok_or_else(|| operand.wrong("user_search_expected_timestamp", "a time, such as `2026-02-05T09:30:00Z`"))
}

fn full_name(user: &User) -> String {
    let name = user.name.clone().unwrap_or_default();
    let parts = [name.first_name, name.middle_name, name.last_name];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
