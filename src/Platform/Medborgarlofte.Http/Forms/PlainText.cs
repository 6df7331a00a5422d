using System.Xml;

namespace Medborgarlofte.Http.Forms;

/// <summary>Text that every output format can represent: well-formed Unicode without control characters that XML forbids.</summary>
public static class PlainText
{
    // The replacement character that a decoder inserts for invalid UTF-8.
    private const char Replacement = '\uFFFD';

    /// <summary>Whether a text can be stored unchanged.</summary>
    public static bool IsReadable(string text) => !text.Contains(Replacement, StringComparison.Ordinal) && IndexOfUnwritable(text) < 0;

    /// <summary>The text without characters that XML forbids.</summary>
    public static string WithoutUnwritable(string text)
    {
        for (var index = IndexOfUnwritable(text); index >= 0; index = IndexOfUnwritable(text))
        {
            text = text.Remove(index, 1);
        }

        return text;
    }

    private static int IndexOfUnwritable(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (index + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[index + 1], text[index]))
            {
                index++;
            }
            else if (!XmlConvert.IsXmlChar(text[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
