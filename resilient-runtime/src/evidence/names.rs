//! The tables of what providers call their errors: names, sentences and statuses, each with its class.

use crate::classify::Class;

/// A sentence counts only with the statuses it is known from.
pub(crate) struct Phrase {
    pub(crate) statuses: &'static [u16],
    pub(crate) words: Words,
    pub(crate) class: Class,
}

/// Where a 400 may quote the caller's own text, only the beginning of the sentence is trusted.
pub(crate) enum Words {
    Begin(&'static str),
    Contain(&'static str),
}

const fn begin(statuses: &'static [u16], words: &'static str, class: Class) -> Phrase {
    Phrase { statuses, words: Words::Begin(words), class }
}

const fn contain(statuses: &'static [u16], words: &'static str, class: Class) -> Phrase {
    Phrase { statuses, words: Words::Contain(words), class }
}

/// Names that win over everything. The first two are the one 402 that passes by itself.
pub(crate) const MONEY: &[(&str, Class)] = &[
    ("openrouter_in_flight_budget", Class::RateLimited),
    ("in_flight_budget_exhausted", Class::RateLimited),
    ("insufficient_quota", Class::Quota),
    ("quota_exceeded", Class::Quota),
    ("insufficient_credits", Class::Quota),
    ("insufficient_balance", Class::Quota),
    ("credit_balance_exhausted", Class::Quota),
    ("organization_spend_limit_exceeded", Class::Quota),
    ("project_spend_limit_exceeded", Class::Quota),
    ("organization_usage_limit_exceeded", Class::Quota),
    ("enforced_spend_limit_reached", Class::Quota),
    ("billing_hard_limit_reached", Class::Quota),
    ("billing_not_active", Class::Quota),
    ("billing_error", Class::Quota),
    ("payment_required", Class::Quota),
    ("weight_exceeds_budget", Class::Quota),
    ("ServiceQuotaExceededException", Class::Quota),
];

/// Sentences that correct a name which is too coarse, as `rate_limit_exceeded` for a request that never fits.
pub(crate) const CORRECTIONS: &[Phrase] = &[
    begin(&[400], "you have reached your specified api usage limits", Class::Quota),
    begin(&[400], "your credit balance is too low", Class::Quota),
    contain(&[429], "per day", Class::Quota),
    contain(&[429], "-per-day", Class::Quota),
    contain(&[429], "per month", Class::Quota),
    contain(&[429], "/ month", Class::Quota),
    contain(&[429], "spend limit", Class::Quota),
    contain(&[429], "credits are depleted", Class::Quota),
    begin(&[413, 429], "request too large", Class::TooLarge),
];

/// Statuses that no name corrects: a 402 comes as `invalid_request_error`, a 413 as `rate_limit_exceeded`.
pub(crate) const FIRM_STATUSES: &[(u16, Class)] = &[(402, Class::Quota), (413, Class::TooLarge)];

/// Names that say more than the status they come with.
pub(crate) const NAMES: &[(&str, Class)] = &[
    // Content
    ("content_filter", Class::Filtered),
    ("content_policy_violation", Class::Filtered),
    ("ResponsibleAIPolicyViolation", Class::Filtered),
    ("invalid_prompt", Class::Filtered),
    ("bio_policy", Class::Filtered),
    // Size
    ("context_length_exceeded", Class::TooLarge),
    ("exceed_context_size_error", Class::TooLarge),
    ("max_tokens_exceeded", Class::TooLarge),
    ("token_limit_exceeded", Class::TooLarge),
    ("request_too_large", Class::TooLarge),
    // Credentials
    ("invalid_api_key", Class::Auth),
    ("API_KEY_INVALID", Class::Auth),
    ("authentication_error", Class::Auth),
    ("UNAUTHENTICATED", Class::Auth),
    ("permission_error", Class::Auth),
    ("PERMISSION_DENIED", Class::Auth),
    ("unsupported_country_region_territory", Class::Auth),
    ("AccessDeniedException", Class::Auth),
    ("ExpiredTokenException", Class::Auth),
    ("UnrecognizedClientException", Class::Auth),
    ("InvalidSignatureException", Class::Auth),
    // Models
    ("model_not_found", Class::Missing),
    ("invalid_model", Class::Missing),
    ("model_decommissioned", Class::Missing),
    ("DeploymentNotFound", Class::Missing),
    ("ResourceNotFoundException", Class::Missing),
    // Pace
    ("rate_limit_exceeded", Class::RateLimited),
    ("rate_limit_error", Class::RateLimited),
    ("too_many_requests", Class::RateLimited),
    ("slow_down", Class::RateLimited),
    ("RESOURCE_EXHAUSTED", Class::RateLimited),
    ("ThrottlingException", Class::RateLimited),
    ("Throttling", Class::RateLimited),
    ("TooManyRequestsException", Class::RateLimited),
    // Capacity
    ("overloaded_error", Class::Overloaded),
    ("server_is_overloaded", Class::Overloaded),
    ("service_unavailable_error", Class::Overloaded),
    ("capacity_exceeded", Class::Overloaded),
    ("service_tier_capacity_exceeded", Class::Overloaded),
    ("ServiceUnavailable", Class::Overloaded),
    ("ServiceUnavailableException", Class::Overloaded),
    ("ModelNotReadyException", Class::Overloaded),
    ("UNAVAILABLE", Class::Overloaded),
    // Time
    ("timeout_error", Class::Timeout),
    ("DEADLINE_EXCEEDED", Class::Timeout),
    ("ModelTimeoutException", Class::Timeout),
    ("vector_store_timeout", Class::Timeout),
    // Faults. The model's own output broke the last two, under a 400: the caller did nothing wrong.
    ("ModelErrorException", Class::Server),
    ("ModelStreamErrorException", Class::Server),
    ("InternalServerException", Class::Server),
    ("json_validate_failed", Class::Server),
    ("tool_use_failed", Class::Server),
    // The rest
    ("conflict_error", Class::Conflict),
    ("ABORTED", Class::Conflict),
    ("CANCELLED", Class::Cancelled),
    ("failed_dependency", Class::Invalid),
    ("string_above_max_length", Class::Invalid),
];

/// Sentences for what has no name: context overflow, and models that a 404 is about.
pub(crate) const PHRASES: &[Phrase] = &[
    contain(INPUT, "maximum context length is", Class::TooLarge),
    contain(INPUT, "exceeds the maximum number of tokens", Class::TooLarge),
    contain(INPUT, "exceeds the available context size", Class::TooLarge),
    begin(INPUT, "prompt is too long", Class::TooLarge),
    begin(INPUT, "input is too long", Class::TooLarge),
    begin(INPUT, "too many tokens:", Class::TooLarge),
    begin(&[400], "the provided model identifier is invalid", Class::Missing),
    begin(&[404], "model", Class::Missing),
    contain(&[404], "the model", Class::Missing),
    contain(&[404], "model not found", Class::Missing),
    contain(&[404], "deployment", Class::Missing),
    contain(&[404], "no endpoints found", Class::Missing),
];

/// The statuses of an input that was not accepted.
const INPUT: &[u16] = &[400, 413, 422];

/// Statuses that mean something else here than among the registered ones: Cohere's token, Portkey's guardrail.
pub(crate) const STATUSES: &[(u16, Class)] = &[(446, Class::Filtered), (498, Class::Auth)];

/// Names so general that any error status says more: a 503 is called `server_error` too.
pub(crate) const VAGUE_NAMES: &[(&str, Class)] = &[
    ("server_error", Class::Server),
    ("api_error", Class::Server),
    ("internal_error", Class::Server),
    ("internal_server_error", Class::Server),
    ("INTERNAL", Class::Server),
    ("invalid_request_error", Class::Invalid),
    ("invalid_request", Class::Invalid),
    ("INVALID_ARGUMENT", Class::Invalid),
    ("FAILED_PRECONDITION", Class::Invalid),
    ("ValidationException", Class::Invalid),
    ("NOT_FOUND", Class::Invalid),
    ("not_found_error", Class::Invalid),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_in_two_rows() {
        let mut names: Vec<String> = [MONEY, NAMES, VAGUE_NAMES]
            .concat()
            .iter()
            .map(|(name, _)| name.replace('_', "").to_ascii_lowercase())
            .collect();
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn sentences_are_written_as_they_are_compared() {
        for phrase in CORRECTIONS.iter().chain(PHRASES) {
            let (Words::Begin(words) | Words::Contain(words)) = phrase.words;
            assert_eq!(words, words.to_ascii_lowercase());
        }
    }
}
