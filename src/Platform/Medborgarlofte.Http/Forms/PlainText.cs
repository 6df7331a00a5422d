using System.Xml;

namespace Medborgarlofte.Http.Forms;

/// <summary>Text that every reader can be given again: well-formed Unicode without control characters that XML cannot hold.</summary>
public static class PlainText
{
    // What a decoder puts in the place of bytes that are no UTF-8.
    private const char Replacement = '\uFFFD';

    /// <summary>Whether a text can be kept as it came.</summary>
    public static bool IsReadable(string text) => !text.Contains(Replacement, StringComparison.Ordinal) && IndexOfUnwritable(text) < 0;

    /// <summary>The text without what XML cannot hold.</summary>
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
