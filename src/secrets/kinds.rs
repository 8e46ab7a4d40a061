//! The catalogue of credentials, by the formats that their issuers publish. Where two kinds match the same
//! bytes, the one that stands first has them, so that the particular comes before the general.

use super::kind::{Judge, Kind};
use super::{assigned, judge};

impl Kind {
    /// A kind whose format alone tells.
    const fn format(
        id: &'static str,
        name: &'static str,
        gate: &'static str,
        pattern: &'static str,
        judge: Judge,
    ) -> Self {
        Self { id, name, certain: true, gate, pattern, judge }
    }

    /// A kind that things without worth share: what tests, examples and documentation hold.
    const fn likely(
        id: &'static str,
        name: &'static str,
        gate: &'static str,
        pattern: &'static str,
        judge: Judge,
    ) -> Self {
        Self { id, name, certain: false, gate, pattern, judge }
    }
}

/// Every kind of credential.
#[rustfmt::skip]
pub static KINDS: &[Kind] = &[
    Kind::likely("private-key", "private key", "PRIVATE KEY", r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----", judge::private_key),

    // Clouds.
    Kind::format("aws-access-key-id", "AWS access key id", "A[KS]IA[A-Z2-7]", r"A[KS]IA[A-Z2-7]{16}", judge::wordless),
    Kind::format("aws-secret-access-key", "AWS secret access key", "(?i)secret[_-]?(?:access[_-]?)?key|aws_?secret", r#"(?i-u:secret[_-]?(?:access[_-]?)?key|aws_?secret)\\?["'\]]{0,2}[ \t]{0,20}(?:=>|:=|[:=])[ \t]{0,20}\\?["']?(?<secret>[A-Za-z0-9/+]{40})(?:[^A-Za-z0-9/+=]|$)"#, judge::entropic),
    Kind::format("azure-account-key", "Azure account key", "(?i)AccountKey", r#"(?i-u:AccountKey)["']?[ \t]{0,4}[=:][ \t]{0,4}["']?(?<secret>[A-Za-z0-9+/]{86}==)"#, judge::azure_account_key),
    Kind::format("azure-shared-access-key", "Azure shared access key", "SharedAccessKey=", r"SharedAccessKey=(?<secret>[A-Za-z0-9+/]{43}=)", judge::format),
    Kind::format("azure-client-secret", "Azure AD client secret", "[78]Q~", r"[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}", judge::format),
    Kind::format("google-api-key", "Google API key", "AIza", r"AIza[A-Za-z0-9_-]{35}", judge::entropic),
    Kind::format("google-client-secret", "Google OAuth client secret", "GOCSPX-", r"GOCSPX-[A-Za-z0-9_-]{28}", judge::format),
    Kind::format("google-access-token", "Google OAuth access token", r"ya29\.", r"ya29\.[A-Za-z0-9_-]{40,}", judge::format),
    Kind::format("digitalocean-token", "DigitalOcean token", "do[opr]_v1_", r"do[opr]_v1_[0-9a-f]{64}", judge::format),
    Kind::format("fly-token", "Fly.io token", "fo1_", r"fo1_[A-Za-z0-9_-]{43}", judge::wordless),
    Kind::format("heroku-key", "Heroku API key", "HRKU-", r"HRKU-AA[A-Za-z0-9_-]{58}", judge::wordless),
    Kind::format("supabase-token", "Supabase access token", "sbp_", r"sbp_[0-9a-f]{40}", judge::format),
    Kind::format("planetscale-token", "PlanetScale token", "pscale_", r"pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{32,64}", judge::wordless),

    // Where code and packages are kept.
    Kind::format("github-token", "GitHub token", "gh[oprsu]_", r"gh[oprsu]_[A-Za-z0-9]{36,}", judge::wordless),
    Kind::format("github-fine-grained-token", "GitHub fine-grained token", "github_pat_", r"github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}", judge::wordless),
    Kind::format("gitlab-token", "GitLab token", "gl[a-z]{2,5}-", r"gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|oas|soat|ffct)-[A-Za-z0-9_-]{20,300}(?:\.[0-9a-z]{2}\.[0-9a-z]{9})?", judge::wordless),
    Kind::format("azure-devops-token", "Azure DevOps token", "AZDO", r"[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{18}AZDO[A-Za-z0-9]{4}", judge::entropic),
    Kind::format("artifactory-token", "Artifactory token", "AKCp|cmVmdGtu", r"AKCp[A-Za-z0-9]{69,73}|cmVmdGtu[A-Za-z0-9]{56}", judge::entropic),
    Kind::format("atlassian-token", "Atlassian API token", "ATATT3", r"ATATT3[A-Za-z0-9_=-]{180,200}", judge::format),
    Kind::format("npm-token", "npm access token", "npm_", r"npm_[A-Za-z0-9]{36}", judge::wordless),
    Kind::format("pypi-token", "PyPI token", "pypi-AgE", r"pypi-AgE[A-Za-z0-9_-]{50,}", judge::format),
    Kind::format("cargo-registry-token", "Cargo registry token", "cio[A-Za-z0-9]", r"cio[A-Za-z0-9]{32}", judge::random),
    Kind::format("rubygems-token", "RubyGems API key", "rubygems_", r"rubygems_[0-9a-f]{48}", judge::format),
    Kind::format("docker-token", "Docker access token", "dckr_", r"dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,36}", judge::wordless),

    // Models.
    Kind::format("anthropic-key", "Anthropic API key", "sk-ant-", r"sk-ant-(?:api|admin|oat|ort|sid)[0-9]{2}-[A-Za-z0-9_-]{80,120}", judge::format),
    Kind::format("openai-key", "OpenAI API key", "sk-[A-Za-z0-9]", r"sk-(?:(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,200}|[A-Za-z0-9]{48})", judge::wordless),
    Kind::format("openrouter-key", "OpenRouter API key", "sk-or-v1-", r"sk-or-v1-[0-9a-f]{64}", judge::format),
    Kind::format("nvidia-key", "NVIDIA API key", "nvapi-", r"nvapi-[A-Za-z0-9_-]{60,70}", judge::wordless),
    Kind::format("huggingface-token", "Hugging Face token", "hf_[A-Za-z]", r"hf_[A-Za-z0-9]{34}", judge::wordless),
    Kind::format("replicate-token", "Replicate token", "r8_", r"r8_[A-Za-z0-9]{37}", judge::wordless),
    Kind::format("groq-key", "Groq API key", "gsk_", r"gsk_[A-Za-z0-9]{52}", judge::wordless),
    Kind::format("perplexity-key", "Perplexity API key", "pplx-", r"pplx-[A-Za-z0-9]{48}", judge::wordless),
    Kind::format("xai-key", "xAI API key", "xai-", r"xai-[A-Za-z0-9]{80}", judge::wordless),

    // Payments and shops.
    Kind::format("stripe-key", "Stripe live key", "[rs]k_live_", r"[rs]k_live_[A-Za-z0-9]{20,247}", judge::wordless),
    Kind::format("stripe-webhook-secret", "Stripe webhook secret", "whsec_", r"whsec_[A-Za-z0-9+/]{32,64}=?", judge::wordless),
    Kind::format("shopify-token", "Shopify token", "shp(?:at|ca|pa|ss)_", r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}", judge::format),
    Kind::format("square-token", "Square token", "sq0(?:atp|csp)-", r"sq0(?:atp|csp)-[A-Za-z0-9_-]{22,43}", judge::wordless),

    // Messages and mail.
    Kind::format("slack-token", "Slack token", "xox[abeoprs]", r"xox[abeoprs](?:\.xox[bp])?-[0-9]{1,15}-[A-Za-z0-9-]{20,250}", judge::wordless),
    Kind::format("slack-app-token", "Slack app token", "xapp-", r"xapp-[0-9]-[A-Z0-9]{8,15}-[0-9]{8,15}-[0-9a-f]{64}", judge::format),
    Kind::format("slack-webhook", "Slack webhook", r"hooks\.slack\.com/", r"hooks\.slack\.com/(?:services|workflows|triggers)/(?<secret>[TE][A-Z0-9]{6,12}/[A-Z0-9]{6,14}/[A-Za-z0-9]{20,32})", judge::wordless),
    Kind::format("discord-webhook", "Discord webhook", "/api/webhooks/", r"discord(?:app)?\.com/api/webhooks/[0-9]{17,20}/(?<secret>[A-Za-z0-9_-]{60,80})", judge::format),
    Kind::format("discord-bot-token", "Discord bot token", r"\.[A-Za-z0-9_-]{6}\.", r"[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}", judge::discord_bot_token),
    Kind::format("telegram-bot-token", "Telegram bot token", ":AA[A-Za-z0-9_-]", r"[0-9]{8,10}:AA[A-Za-z0-9_-]{33}", judge::format),
    Kind::format("sendgrid-key", "SendGrid API key", r"SG\.", r"SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}", judge::wordless),
    Kind::format("twilio-key", "Twilio API key", "SK[0-9a-f]{4}", r"SK[0-9a-f]{32}", judge::format),
    Kind::format("mailgun-key", "Mailgun API key", "key-[0-9a-f]{4}", r"key-[0-9a-f]{32}", judge::format),
    Kind::format("mailchimp-key", "Mailchimp API key", "-us[0-9]", r"[0-9a-f]{32}-us[0-9]{1,2}", judge::format),

    // Tools of a team.
    Kind::format("databricks-token", "Databricks token", "dapi[0-9a-f]", r"dapi[0-9a-f]{32}(?:-[0-9])?", judge::format),
    Kind::format("linear-key", "Linear API key", "lin_(?:api|oauth)_", r"lin_(?:api|oauth)_[A-Za-z0-9]{40,64}", judge::wordless),
    Kind::format("notion-token", "Notion token", "ntn_|secret_[A-Za-z0-9]{2}", r"ntn_[0-9]{11}[A-Za-z0-9]{35}|secret_[A-Za-z0-9]{43}", judge::notion_token),
    Kind::format("airtable-token", "Airtable token", r"pat[A-Za-z0-9]{14}\.", r"pat[A-Za-z0-9]{14}\.[0-9a-f]{64}", judge::format),
    Kind::format("figma-token", "Figma token", "fig[dor]_", r"fig[dor]_[A-Za-z0-9_-]{40}", judge::wordless),
    Kind::format("postman-key", "Postman API key", "PMAK-", r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}", judge::format),
    Kind::format("vault-token", "HashiCorp Vault token", r"hv[bsr]\.", r"hv[bsr]\.[A-Za-z0-9_-]{24,300}", judge::wordless),
    Kind::format("terraform-token", "Terraform Cloud token", r"\.atlasv1\.", r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}", judge::format),
    Kind::format("pulumi-token", "Pulumi token", "pul-[0-9a-f]", r"pul-[0-9a-f]{40}", judge::format),
    Kind::format("doppler-token", "Doppler token", r"dp\.[a-z]{2,5}\.", r"dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}", judge::wordless),
    Kind::format("grafana-token", "Grafana token", "glsa_", r"glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}", judge::wordless),
    Kind::format("new-relic-key", "New Relic key", "NRAK-", r"NRAK-[A-Z0-9]{27}", judge::wordless),
    Kind::format("dynatrace-token", "Dynatrace token", r"dt0c01\.", r"dt0c01\.[A-Z0-9]{24}\.[A-Z0-9]{64}", judge::format),
    Kind::format("sentry-token", "Sentry token", "sntry[su]_", r"sntry(?:s_eyJ[A-Za-z0-9_=+/-]{80,}|u_[0-9a-f]{64})", judge::format),
    Kind::format("tailscale-key", "Tailscale key", "tskey-", r"tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{6,}-[A-Za-z0-9]{20,}", judge::wordless),
    Kind::format("age-secret-key", "age secret key", "AGE-SECRET-KEY-1", r"AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}", judge::age_key),

    // Forms that anybody may use.
    Kind::likely("jwt", "JSON Web Token", r"\.eyJ", r"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}", judge::jwt),
    Kind::likely("url-password", "password in a URL", "://", r#"://[!-~&&[^:/?#@"'<>`\\]]{0,64}:(?<secret>[!-~&&[^:/?#@"'<>`\\]]{8,128})@"#, judge::url_password),
    Kind::likely("connection-string", "password in a connection string", "(?i)(?:password|pwd)[ ]?=", r#"(?i-u:server|data source|host|user id|uid|user|username|database|initial catalog)[ ]?=[ -~&&[^;"']]{1,100};(?:[ -~&&[^"']]{0,200};)?[ ]?(?i-u:password|pwd)[ ]?=[ ]?(?<secret>[!-~&&[^;"']]{8,128})"#, judge::password),
    Kind::likely("authorization-header", "authorization header", "(?i)authorization", r#"(?i-u:authorization)\\?["'\]]{0,2}[ ]?[:=,][ ]?\\?["']?(?i-u:bearer|token|basic) (?<secret>[A-Za-z0-9._~+/=-]{20,})"#, judge::header),
    Kind::likely("generic", "password or token", assigned::NAMES, assigned::PATTERN, assigned::judge),
];
