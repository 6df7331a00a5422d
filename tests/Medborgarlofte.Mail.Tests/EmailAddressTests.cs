namespace Medborgarlofte.Mail.Tests;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("anna@example.org", "anna@example.org")]
    [InlineData("  Est.Grupp+0481@Polisen.EXAMPLE ", "Est.Grupp+0481@polisen.example")]
    [InlineData("info@åäö.se", "info@xn--4cab6c.se")]
    public void Address_is_normalised(string text, string expected)
    {
        Assert.True(EmailAddress.TryParse(text, out var address));
        Assert.Equal(expected, address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("anna@")]
    [InlineData("@example.org")]
    [InlineData("anna@example")]
    [InlineData("anna@127.0.0.1")]
    [InlineData("anna@[127.0.0.1]")]
    [InlineData("anna@example..org")]
    [InlineData(".anna@example.org")]
    [InlineData("anna@-example.org")]
    [InlineData("anna@example.org\r\nBcc: b@example.org")]
    [InlineData("anna@example.org\n")]
    [InlineData("anna@example.org>\r\nRCPT TO:<b@example.org")]
    [InlineData("anna@example.org,b@example.org")]
    [InlineData("Anna <anna@example.org>")]
    [InlineData("\"anna b\"@example.org")]
    [InlineData("a b@example.org")]
    [InlineData("a\0b@example.org")]
    [InlineData("åsa@example.org")]
    public void Text_that_is_not_a_plain_address_is_rejected(string? text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Fact]
    public void Address_has_at_most_254_characters()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 60), 3)) + ".se";
        Assert.True(EmailAddress.TryParse(new string('a', 64) + "@" + domain, out _));
        Assert.False(EmailAddress.TryParse(new string('a', 65) + "@" + domain, out _));
        Assert.False(EmailAddress.TryParse(new string('a', 64) + "@" + new string('d', 10) + "." + domain, out _));
    }
}
