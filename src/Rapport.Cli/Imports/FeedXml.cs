using System.Text;
using System.Xml;

namespace Rapport.Cli.Imports;

/// <summary>Reads the products of an XML feed one after another.</summary>
internal sealed class FeedXml(XmlReader reader)
{
    /// <summary>No feed is nested deeper; one that is, is made to fill the memory.</summary>
    private const int Deepest = 32;

    private const string Google = "http://base.google.com/ns/1.0";

    /// <summary>Where reading stands.</summary>
    internal int Line => ((IXmlLineInfo)reader).LineNumber;

    /// <returns>Null after the last one.</returns>
    /// <exception cref="XmlException">The text is no XML.</exception>
    internal FeedRow? Next()
    {
        while (Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName is "item" or "entry")
                return Product();
        }

        return null;
    }

    private FeedRow Product()
    {
        var line = Line;
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var ofGoogle = new HashSet<string>(StringComparer.Ordinal);
        if (reader.IsEmptyElement)
            return new FeedRow(line, attributes);
        var depth = reader.Depth;
        Read();
        while (reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                Read();
                continue;
            }

            // A name of Google's own says more than the same name of RSS or Atom; of several, the first counts.
            var (name, isGoogle) = (reader.LocalName, reader.NamespaceURI == Google);
            var value = Value(depth + 1);
            if (value is not null && FeedFile.Attributes.Contains(name) && (isGoogle ? ofGoogle.Add(name) : !attributes.ContainsKey(name)))
                attributes[name] = value;
        }

        return new FeedRow(line, attributes);
    }

    /// <summary>The text of an element, or the address of an Atom link; null where it holds other elements. Stands behind it afterwards.</summary>
    private string? Value(int depth)
    {
        var address = reader.LocalName == "link" ? reader.GetAttribute("href") : null;
        if (reader.IsEmptyElement)
        {
            Read();
            return address;
        }

        var text = new StringBuilder();
        var isPlain = true;
        while (Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                text.Append(reader.Value);
            isPlain &= reader.NodeType != XmlNodeType.Element;
        }

        Read();
        return isPlain ? address ?? text.ToString() : null;
    }

    private bool Read() =>
        reader.Read() && (reader.Depth <= Deepest ? true : throw new InvalidDataException($"it is nested deeper than {Deepest} elements"));
}
