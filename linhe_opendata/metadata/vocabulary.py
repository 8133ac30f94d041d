"""What each property is called in each vocabulary: one table. Pure.

The code of every vocabulary takes its words from here, and the documentation's mapping is
generated from here, so neither can say what the other does not. The last column is the core
metadata of China's government information resources (GB/T 21063.3-2007), whose elements are
named for orientation only: nothing claims to conform to it.

Sources: schema.org; DCAT 3 (W3C, 2024) with DCAT-AP 3.0.1; Croissant 1.1 (MLCommons); CSVW
(W3C Metadata Vocabulary for Tabular Data, 2015); RO-Crate 1.2; ODCS 3.1 (Bitol).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VOCABULARIES = {
    "schema_org": "schema.org",
    "dcat": "DCAT 3",
    "croissant": "Croissant 1.1",
    "csvw": "CSVW",
    "ro_crate": "RO-Crate 1.2",
    "odcs": "ODCS 3.1",
    "gbt21063": "GB/T 21063.3",
}
"""Each vocabulary's key in the table, and its name."""

TERMS: Mapping[str, Mapping[str, str]] = {
    "name": {
        "schema_org": "identifier",
        "dcat": "dct:identifier",
        "croissant": "name",
        "csvw": "dct:identifier",
        "ro_crate": "identifier",
        "odcs": "id",
        "gbt21063": "信息资源标识符",
    },
    "title": {
        "schema_org": "name",
        "dcat": "dct:title",
        "csvw": "dct:title",
        "ro_crate": "name",
        "odcs": "name",
        "gbt21063": "信息资源名称",
    },
    "description": {
        "schema_org": "description",
        "dcat": "dct:description",
        "croissant": "description",
        "csvw": "dct:description",
        "ro_crate": "description",
        "odcs": "description",
        "gbt21063": "信息资源摘要",
    },
    "version": {
        "schema_org": "version",
        "dcat": "dcat:version",
        "croissant": "version",
        "csvw": "dcat:version",
        "ro_crate": "version",
        "odcs": "version",
    },
    "issued": {
        "schema_org": "datePublished",
        "dcat": "dct:issued",
        "croissant": "datePublished",
        "csvw": "dct:issued",
        "ro_crate": "datePublished",
        "odcs": "contractCreatedTs",
        "gbt21063": "信息资源发布日期",
    },
    "keywords": {
        "schema_org": "keywords",
        "dcat": "dcat:keyword",
        "croissant": "keywords",
        "csvw": "dcat:keyword",
        "ro_crate": "keywords",
        "odcs": "tags",
        "gbt21063": "关键字说明",
    },
    "themes": {
        "schema_org": "about",
        "dcat": "dcat:theme",
        "csvw": "dcat:theme",
        "ro_crate": "about",
        "gbt21063": "信息资源分类",
    },
    "homepage": {
        "schema_org": "sameAs",
        "dcat": "dcat:landingPage",
        "croissant": "sameAs",
        "csvw": "dcat:landingPage",
        "ro_crate": "sameAs",
        "odcs": "authoritativeDefinitions",
        "gbt21063": "在线资源链接地址",
    },
    "licences": {
        "schema_org": "license",
        "dcat": "dct:license",
        "croissant": "license",
        "csvw": "dct:license",
        "ro_crate": "license",
        "odcs": "authoritativeDefinitions",
        "gbt21063": "使用限制",
    },
    "publisher": {
        "schema_org": "publisher",
        "dcat": "dct:publisher",
        "croissant": "publisher",
        "csvw": "dct:publisher",
        "ro_crate": "publisher",
        "odcs": "team",
        "gbt21063": "信息资源提供方",
    },
    "contact": {
        "schema_org": "contactPoint",
        "dcat": "dcat:contactPoint",
        "csvw": "dcat:contactPoint",
        "ro_crate": "contactPoint",
        "odcs": "support",
        "gbt21063": "元数据联系方",
    },
    "creators": {
        "schema_org": "creator",
        "dcat": "dct:creator",
        "croissant": "creator",
        "csvw": "dct:creator",
        "ro_crate": "author",
        "odcs": "team",
    },
    "sources": {
        "schema_org": "isBasedOn",
        "dcat": "dct:source",
        "croissant": "isBasedOn",
        "csvw": "dct:source",
        "ro_crate": "isBasedOn",
        "odcs": "authoritativeDefinitions",
    },
    "areas": {
        "schema_org": "spatialCoverage",
        "dcat": "dct:spatial",
        "csvw": "dct:spatial",
        "ro_crate": "spatialCoverage",
        "gbt21063": "空间范围",
    },
    "period": {
        "schema_org": "temporalCoverage",
        "dcat": "dct:temporal",
        "csvw": "dct:temporal",
        "ro_crate": "temporalCoverage",
        "gbt21063": "时间范围",
    },
    "languages": {
        "schema_org": "inLanguage",
        "dcat": "dct:language",
        "croissant": "inLanguage",
        "csvw": "dct:language",
        "ro_crate": "inLanguage",
        "gbt21063": "语种",
    },
    "distributions": {
        "schema_org": "distribution",
        "dcat": "dcat:distribution",
        "croissant": "distribution",
        "ro_crate": "hasPart",
        "odcs": "servers",
        "gbt21063": "在线资源链接地址",
    },
    "path": {
        "schema_org": "contentUrl",
        "dcat": "dcat:downloadURL",
        "croissant": "contentUrl",
        "csvw": "url",
        "ro_crate": "@id",
        "odcs": "path",
    },
    "mediatype": {
        "schema_org": "encodingFormat",
        "dcat": "dcat:mediaType",
        "croissant": "encodingFormat",
        "ro_crate": "encodingFormat",
        "odcs": "format",
    },
    "size": {
        "schema_org": "contentSize",
        "dcat": "dcat:byteSize",
        "croissant": "contentSize",
        "ro_crate": "contentSize",
    },
    "sha256": {
        "schema_org": "sha256",
        "dcat": "spdx:checksum",
        "croissant": "sha256",
        "ro_crate": "sha256",
    },
    "tables": {
        "schema_org": "hasPart",
        "croissant": "recordSet",
        "csvw": "tables",
        "odcs": "schema",
    },
    "columns": {
        "schema_org": "variableMeasured",
        "croissant": "field",
        "csvw": "tableSchema.columns",
        "ro_crate": "variableMeasured",
        "odcs": "properties",
        "gbt21063": "数据元",
    },
    "column_name": {
        "schema_org": "name",
        "croissant": "name",
        "csvw": "name",
        "ro_crate": "name",
        "odcs": "name",
    },
    "column_title": {
        "schema_org": "alternateName",
        "csvw": "titles",
        "ro_crate": "alternateName",
        "odcs": "businessName",
    },
    "column_description": {
        "schema_org": "description",
        "croissant": "description",
        "csvw": "dct:description",
        "ro_crate": "description",
        "odcs": "description",
    },
    "column_type": {"croissant": "dataType", "csvw": "datatype", "odcs": "logicalType"},
    "required": {"csvw": "required", "odcs": "required"},
    "key": {"croissant": "key", "csvw": "primaryKey", "odcs": "primaryKey"},
    "references": {"croissant": "references", "csvw": "foreignKeys", "odcs": "relationships"},
}
"""Property of the model -> vocabulary -> its term there; what has no term is left out."""


def term(name: str, vocabulary: str) -> str:
    """Return what `vocabulary` calls the property `name`, for which it must have a term."""
    return TERMS[name][vocabulary]
