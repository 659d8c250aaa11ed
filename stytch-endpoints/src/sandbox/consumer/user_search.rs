//! The search for Users.

use std::ops::Bound;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use endpoint_runtime::{Json, JsonMap};

use crate::{
    consumer::users::{SearchRequest, SearchResponse, SearchUsersQuery, User},
    ids::UserId,
    sandbox::{api_error::ApiError, state::State},
    search::{ResultsMetadata, SearchOperator},
};

/// The number of Users on a page, unless the call names one.
const DEFAULT_LIMIT: u32 = 100;
/// The length of the shortest part of a text that is searched for.
const MIN_FUZZY_LENGTH: usize = 3;

/// A condition on Users.
type Condition = Box<dyn Fn(&User) -> bool>;

impl State {
    /// Returns a page of the Users who meet a query, in the order of their ids.
    pub(super) fn search_users(&self, request: &SearchRequest, request_id: String) -> Result<SearchResponse, ApiError> {
        let limit = request.limit.unwrap_or(DEFAULT_LIMIT);
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        if !(1..=1000).contains(&limit) {
            return Err(refuse("user_search_invalid_limit", "`limit` has to be 1 to 1000."));
        }
        let after = request.cursor.as_deref().filter(|cursor| !cursor.is_empty()).map(read_cursor).transpose()?;
        let is_found = read_query(request.query.as_ref())?;
        let all = self.users.values().filter(|entry| is_found(&entry.user)).count();
        let start = after.as_ref().map_or(Bound::Unbounded, Bound::Excluded);
        let rest = self.users.range((start, Bound::Unbounded)).map(|(_, entry)| &entry.user);
        let mut rest = rest.filter(|user| is_found(user));
        let results: Vec<User> = rest.by_ref().take(limit).cloned().collect();
        let last = results.last().filter(|_| rest.next().is_some());
        let next_cursor = last.map(|user| URL_SAFE_NO_PAD.encode(user.user_id.as_str()));
        let total = i32::try_from(all).unwrap_or(i32::MAX);
        let results_metadata = ResultsMetadata { total, next_cursor };
        Ok(SearchResponse { request_id, results, results_metadata, status_code: 200 })
    }
}

/// Reads a cursor, which is the id of the last User on the page before.
fn read_cursor(cursor: &str) -> Result<UserId, ApiError> {
    let id = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|id| String::from_utf8(id).ok());
    let id = id.ok_or_else(|| refuse("user_search_invalid_cursor", "The cursor is not one of a page before."))?;
    Ok(id.into())
}

fn read_query(query: Option<&SearchUsersQuery>) -> Result<Condition, ApiError> {
    let Some(SearchUsersQuery { operator, operands }) = query else { return Ok(Box::new(|_| true)) };
    let is_any = match operator {
        SearchOperator::Or => true,
        SearchOperator::And => false,
        SearchOperator::Other(_) => {
            return Err(refuse("user_search_invalid_operator", "`operator` has to be `AND` or `OR`."));
        }
    };
    let conditions = operands.iter().map(AsRef::as_ref).map(read_operand).collect::<Result<Vec<_>, _>>()?;
    Ok(Box::new(move |user| {
        let mut conditions = conditions.iter();
        conditions.len() == 0
            || if is_any { conditions.any(|is_met| is_met(user)) } else { conditions.all(|is_met| is_met(user)) }
    }))
}

fn read_operand(operand: &JsonMap) -> Result<Condition, ApiError> {
    let name = match operand.get("filter_name") {
        Some(Json::String(name)) => name,
        Some(_) => return Err(refuse("user_search_filter_name_must_be_string", "`filter_name` has to be a text.")),
        None => return Err(refuse("user_search_missing_filter_name", "An operand needs `filter_name`.")),
    };
    let value = Filter(operand.get("filter_value").ok_or_else(|| {
        refuse("user_search_missing_filter_value", format!("The filter `{name}` needs `filter_value`."))
    })?);
    match name.as_str() {
        "user_id" => value.one_of(|user| vec![user.user_id.as_str()]),
        "email_id" => value.one_of(|user| user.emails.iter().map(|email| email.email_id.as_str()).collect()),
        "email_address" => value.one_of(|user| user.emails.iter().map(|email| email.email.as_str()).collect()),
        "email_address_fuzzy" => value.part("user_search_email_address_fuzzy_too_short", |user| {
            user.emails.iter().map(|email| email.email.clone()).collect()
        }),
        "email_verified" => value.flag(|user| user.emails.iter().map(|email| email.verified).collect()),
        "phone_id" => value.one_of(|user| user.phone_numbers.iter().map(|phone| phone.phone_id.as_str()).collect()),
        "phone_number" => {
            value.one_of(|user| user.phone_numbers.iter().map(|phone| phone.phone_number.as_str()).collect())
        }
        "phone_number_fuzzy" => value.part("user_search_phone_number_fuzzy_too_short", |user| {
            user.phone_numbers.iter().map(|phone| phone.phone_number.clone()).collect()
        }),
        "phone_verified" => value.flag(|user| user.phone_numbers.iter().map(|phone| phone.verified).collect()),
        "full_name_fuzzy" => value.part("user_search_full_name_fuzzy_too_short", |user| vec![full_name(user)]),
        "oauth_provider" => {
            value.one_of(|user| user.providers.iter().map(|login| login.provider_type.as_str()).collect())
        }
        "totp_id" => value.one_of(|user| user.totps.iter().map(|app| app.totp_id.as_str()).collect()),
        "totp_verified" => value.flag(|user| user.totps.iter().map(|app| app.verified).collect()),
        "webauthn_registration_id" => value.one_of(|user| {
            user.webauthn_registrations.iter().map(|key| key.webauthn_registration_id.as_str()).collect()
        }),
        "webauthn_registration_verified" => {
            value.flag(|user| user.webauthn_registrations.iter().map(|key| key.verified).collect())
        }
        "crypto_wallet_id" => {
            value.one_of(|user| user.crypto_wallets.iter().map(|wallet| wallet.crypto_wallet_id.as_str()).collect())
        }
        "crypto_wallet_address" => value
            .one_of(|user| user.crypto_wallets.iter().map(|wallet| wallet.crypto_wallet_address.as_str()).collect()),
        "crypto_wallet_verified" => {
            value.flag(|user| user.crypto_wallets.iter().map(|wallet| wallet.verified).collect())
        }
        "password_exists" => value.flag(|user| vec![user.password.is_some()]),
        "created_at_greater_than" => value.created(Some("greater_than"), None),
        "created_at_less_than" => value.created(None, Some("less_than")),
        "created_at_between" => value.created(Some("greater_than"), Some("less_than")),
        "status" => value.status(),
        name => {
            let message = format!("There is no filter `{name}`.");
            Err(refuse("user_search_filter_name_not_recognized", message))
        }
    }
}

/// The value of a filter.
struct Filter<'a>(&'a Json);

impl Filter<'_> {
    /// One of several texts is one of the User's. Upper and lower case of ASCII letters do not differ.
    fn one_of(&self, texts: fn(&User) -> Vec<&str>) -> Result<Condition, ApiError> {
        let expected =
            || refuse("user_search_expected_array_of_string", "The filter's value has to be a list of texts.");
        let Json::Array(wanted) = self.0 else { return Err(expected()) };
        let wanted = wanted.iter().map(|text| text.as_str().map(str::to_owned).ok_or_else(expected));
        let wanted = wanted.collect::<Result<Vec<_>, _>>()?;
        Ok(Box::new(move |user| {
            texts(user).iter().any(|text| wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(text)))
        }))
    }

    /// A text is a part of one of the User's.
    fn part(&self, too_short: &'static str, texts: fn(&User) -> Vec<String>) -> Result<Condition, ApiError> {
        let wanted = self.text()?.to_lowercase();
        if wanted.chars().count() < MIN_FUZZY_LENGTH {
            return Err(refuse(too_short, "The filter's value has at least 3 characters."));
        }
        Ok(Box::new(move |user| texts(user).iter().any(|text| text.to_lowercase().contains(&wanted))))
    }

    /// One of the User's flags is `true` or `false`.
    fn flag(&self, flags: fn(&User) -> Vec<bool>) -> Result<Condition, ApiError> {
        let Json::Bool(wanted) = *self.0 else {
            return Err(refuse("user_search_expected_bool", "The filter's value has to be `true` or `false`."));
        };
        Ok(Box::new(move |user| flags(user).contains(&wanted)))
    }

    /// The User was created within limits. With two, the value is an object of them.
    fn created(&self, from: Option<&str>, to: Option<&str>) -> Result<Condition, ApiError> {
        let is_object = from.is_some() && to.is_some();
        if is_object && !matches!(self.0, Json::Object(_)) {
            let message = "The filter's value has to be an object of `greater_than` and `less_than`.";
            return Err(refuse("user_search_expected_object", message));
        }
        let read = |limit: &str| match self.0 {
            Json::Object(limits) if is_object => {
                let missing = match limit {
                    "greater_than" => "user_search_missing_greater_than",
                    _ => "user_search_missing_less_than",
                };
                let message = format!("The filter's value needs `{limit}`.");
                Filter(limits.get(limit).ok_or_else(|| refuse(missing, message))?).instant()
            }
            _ => self.instant(),
        };
        let (from, to) = (from.map(read).transpose()?, to.map(read).transpose()?);
        Ok(Box::new(move |user| {
            let created = user.created_at.as_ref().and_then(crate::timestamp::Timestamp::instant);
            created.is_some_and(|created| from.is_none_or(|from| created > from) && to.is_none_or(|to| created < to))
        }))
    }

    fn status(&self) -> Result<Condition, ApiError> {
        let wanted = self.text()?.to_owned();
        if !["active", "pending"].contains(&wanted.as_str()) {
            let message = "The filter's value has to be `active` or `pending`.";
            return Err(refuse("user_search_invalid_status_filter", message));
        }
        Ok(Box::new(move |user| user.status.as_str() == wanted))
    }

    fn text(&self) -> Result<&str, ApiError> {
        self.0.as_str().ok_or_else(|| refuse("user_search_expected_string", "The filter's value has to be a text."))
    }

    fn instant(&self) -> Result<jiff::Timestamp, ApiError> {
        let instant = self.text()?.parse();
        instant.map_err(|_| {
            let message = "The filter's value has to be a time, such as `2026-02-05T09:30:00Z`.";
            refuse("user_search_expected_timestamp", message)
        })
    }
}

fn full_name(user: &User) -> String {
    let name = user.name.clone().unwrap_or_default();
    let parts = [name.first_name, name.middle_name, name.last_name];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn refuse(error_type: &'static str, message: impl Into<std::borrow::Cow<'static, str>>) -> ApiError {
    ApiError::bad_request(error_type, message)
}
