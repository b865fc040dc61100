using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Telemetry.Web.Security;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Components.Pages.SignIn;

/// <summary>Takes a password or a one-time link, or says where to find one.</summary>
public sealed partial class LoginPage
{
    /// <summary>From the link.</summary>
    [SupplyParameterFromQuery(Name = "token")]
    public string? Token { get; set; }

    /// <summary>Where the visitor wanted to go.</summary>
    [SupplyParameterFromQuery(Name = "return")]
    public string? Return { get; set; }

    /// <summary>Set after signing out.</summary>
    [SupplyParameterFromQuery(Name = "out")]
    public string? SignedOut { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in")]
    private PasswordForm? Form { get; set; }

    [Inject]
    private IOneTimeLogin Login { get; set; } = null!;

    [Inject]
    private IAccountDesk Desk { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    private bool WasRefused { get; set; }

    private bool HasAccounts { get; set; }

    private IReadOnlyList<string> Sentences { get; set; } = [];

    private string Target => ReturnAddress.Checked(Form?.Return ?? Return);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        // The address holds a secret while the link is good.
        Context.Response.Headers.CacheControl = "no-cache, no-store";
        HasAccounts = await Desk.HasAccountsAsync(Context.RequestAborted);
        if (!string.IsNullOrEmpty(Token))
        {
            await RedeemAsync(Token);
        }
    }

    private async Task RedeemAsync(string token)
    {
        if (await Login.RedeemAsync(token, Context.RequestAborted) is not { } apiToken)
        {
            WasRefused = true;
            Context.SetPageStatus(StatusCodes.Status403Forbidden);
            return;
        }

        await Context.SignInWithTokenAsync(apiToken);
        // The first one is asked for a password; later the link is for whoever has forgotten theirs, who will look for it in the settings.
        Navigation.NavigateTo(HasAccounts || !string.IsNullOrEmpty(Return) ? Target : WelcomePage.Address);
    }

    private async Task SignInAsync()
    {
        SignInAnswer answer = await Desk.SignInAsync(Form?.Email ?? "", Form?.Password ?? "", Context.RequestAborted);
        if (answer.Account is { } account)
        {
            await Context.SignInAsync(account);
            Navigation.NavigateTo(Target);
            return;
        }

        Sentences = [Sentence(answer)];
        Context.SetPageStatus(StatusCodes.Status403Forbidden);
    }

    private static string Sentence(SignInAnswer answer) => answer.Refusal switch
    {
        SignInRefusal.Locked => string.Create(
            CultureInfo.InvariantCulture, $"Too many wrong passwords. This account is locked until {answer.LockedUntil?.UtcDateTime:HH:mm:ss} UTC; then try again. A link from the server works at any time."),
        SignInRefusal.Busy => "Too many people sign in at this moment. Wait a few seconds and try again.",
        SignInRefusal.Unavailable => "The control database cannot be reached, so nobody can sign in now. Try again in a few seconds; /readyz on the server says more.",
        _ => "E-mail or password is wrong.",
    };

    /// <summary>What was typed.</summary>
    private sealed class PasswordForm
    {
        public string? Email { get; set; }

        public string? Password { get; set; }

        public string? Return { get; set; }
    }
}
