using Telemetry.Control.Tokens;
using Telemetry.Web.SignIn;

namespace Telemetry.Server.Adapters;

/// <summary>The pages know no control database: this hands them what a login link stands for.</summary>
internal sealed class OneTimeLogin(OneTimeLogins logins) : IOneTimeLogin
{
    public ValueTask<string?> RedeemAsync(string token, CancellationToken cancellationToken) => new(logins.Redeem(token));
}
