"""Was saved with a byte order mark, Windows line ends, sources as lists, and fields of a cloud's own."""
# gains: all that is owed
# score: honest
# flag:
import json
def hand_in(folder, notebook):
    text = json.loads((folder / "ps1.ipynb").read_text())
    text["metadata"] |= {"colab": {"provenance": []}, "accelerator": "GPU", "widgets": {}}
    for cell in text["cells"]:
        source = "".join(cell["source"])
        cell["source"] = source.replace("\n", "\r\n").splitlines(keepends=True)
        cell["metadata"] |= {"id": "x1", "colab": {"base_uri": "https://localhost"}, "outputId": 5}
    content = json.dumps(text, indent=4, ensure_ascii=False).replace("\n", "\r\n")
    (folder / "ps1.ipynb").write_bytes(b"\xef\xbb\xbf" + content.encode())
