using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Telemetry.Control.Users;

/// <summary>Gives the tables of Identity the names that ours have, and their times the form that ours have.</summary>
internal static partial class IdentityTables
{
    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(UserRow)] = "users",
        [typeof(IdentityUserClaim<string>)] = "user_claims",
        [typeof(IdentityUserLogin<string>)] = "user_logins",
        [typeof(IdentityUserToken<string>)] = "user_tokens",
        [typeof(IdentityUserPasskey<string>)] = "user_passkeys",
    };

    public static void Map(ModelBuilder model)
    {
        foreach (IMutableEntityType type in model.Model.GetEntityTypes().Where(type => Names.ContainsKey(type.ClrType)).ToArray())
        {
            type.SetTableName(Names[type.ClrType]);
            foreach (IMutableProperty property in type.GetProperties())
            {
                property.SetColumnName(Capital().Replace(property.Name, "_$0").ToLowerInvariant());
            }
        }

        model.Entity<IdentityUserPasskey<string>>().OwnsOne(passkey => passkey.Data).ToJson("data");
        model.Entity<UserRow>().Property(user => user.LockoutEnd).HasColumnName("lockout_end_milliseconds").HasConversion(
            new ValueConverter<DateTimeOffset, long>(time => time.ToUnixTimeMilliseconds(), number => DateTimeOffset.FromUnixTimeMilliseconds(number)));
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}
