//! The documents from which OAuth clients configure themselves.

use super::{super::signed_jwt, AuthorizationServer};
use crate::{
    Result,
    jwks::JwksResponse,
    oauth2::discovery::{
        AuthorizationServerMetadataRequest, AuthorizationServerMetadataResponse, Discovery, JwksRequest,
        OpenidConfigurationRequest, OpenidConfigurationResponse,
    },
};

/// The consent page, which is the application's own; a project of Stytch has its URL in the dashboard.
const AUTHORIZATION_PAGE: &str = "http://localhost:3000/oauth/authorize";

impl AuthorizationServer {
    /// Returns the URL of an endpoint of OAuth, on the project's own domain or on Stytch's host.
    fn endpoint(&self, name: &str) -> String {
        let Self { origin, sandbox, .. } = self;
        if self.is_own_domain {
            format!("{origin}/v1/oauth2/{name}")
        } else {
            format!("{origin}/v1/public/{}/oauth2/{name}", sandbox.project_id())
        }
    }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn grants() -> Vec<String> {
    texts(&["authorization_code", "refresh_token", "client_credentials"])
}

fn authentication_methods() -> Vec<String> {
    texts(&["client_secret_basic", "client_secret_post", "none"])
}

impl Discovery for AuthorizationServer {
    async fn openid_configuration(&self, request: OpenidConfigurationRequest) -> Result<OpenidConfigurationResponse> {
        let issuer = self.issuer();
        self.sandbox.respond(|state, request_id| {
            state.check_project(&request.project_id)?;
            let jwks = if self.is_own_domain {
                "/.well-known/jwks.json".to_owned()
            } else {
                format!("/v1/sessions/jwks/{}", state.project_id)
            };
            Ok(OpenidConfigurationResponse {
                issuer,
                authorization_endpoint: AUTHORIZATION_PAGE.to_owned(),
                token_endpoint: self.endpoint("token"),
                userinfo_endpoint: self.endpoint("userinfo"),
                jwks_uri: format!("{}{jwks}", self.origin),
                grant_types_supported: grants(),
                id_token_signing_alg_values_supported: texts(&["RS256"]),
                response_types_supported: texts(&["code"]),
                scopes_supported: state.scope_names(),
                subject_types_supported: texts(&["public"]),
                token_endpoint_auth_methods_supported: authentication_methods(),
                request_id,
                status_code: 200,
            })
        })
    }

    async fn authorization_server_metadata(
        &self,
        _: AuthorizationServerMetadataRequest,
    ) -> Result<AuthorizationServerMetadataResponse> {
        let origin = &self.origin;
        let endpoint = |name: &str| Some(format!("{origin}/v1/oauth2/{name}"));
        Ok(AuthorizationServerMetadataResponse {
            issuer: origin.clone(),
            authorization_endpoint: Some(AUTHORIZATION_PAGE.to_owned()),
            token_endpoint: endpoint("token"),
            jwks_uri: Some(format!("{origin}/.well-known/jwks.json")),
            registration_endpoint: endpoint("register"),
            introspection_endpoint: endpoint("introspect"),
            revocation_endpoint: endpoint("revoke"),
            scopes_supported: Some(self.sandbox.state().scope_names()),
            response_types_supported: Some(texts(&["code"])),
            grant_types_supported: Some(grants()),
            token_endpoint_auth_methods_supported: Some(authentication_methods()),
            code_challenge_methods_supported: Some(texts(&["S256"])),
            ..AuthorizationServerMetadataResponse::default()
        })
    }

    async fn jwks(&self, _: JwksRequest) -> Result<JwksResponse> {
        self.sandbox.respond(|_, request_id| {
            Ok(JwksResponse { request_id, status_code: 200, keys: vec![signed_jwt::public_key()] })
        })
    }
}
