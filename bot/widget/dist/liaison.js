/*! Liaison widget, Apache-2.0. With Lit (BSD-3-Clause, Google LLC) and socket.io-client (MIT, Guillermo Rauch
and Socket.IO contributors); their licences: liaison.licences.md beside this file. Sources: 7405353e29c7cc07 */
(function(){var e=Object.defineProperty,t=(t,n)=>{let r={};for(var i in t)e(r,i,{get:t[i],enumerable:!0});return n||e(r,Symbol.toStringTag,{value:`Module`}),r},n=Object.create(null);n.open=`0`,n.close=`1`,n.ping=`2`,n.pong=`3`,n.message=`4`,n.upgrade=`5`,n.noop=`6`;var r=Object.create(null);Object.keys(n).forEach(e=>{r[n[e]]=e});var i={type:`error`,data:`parser error`},a=typeof Blob==`function`||typeof Blob<`u`&&Object.prototype.toString.call(Blob)===`[object BlobConstructor]`,o=typeof ArrayBuffer==`function`,s=e=>typeof ArrayBuffer.isView==`function`?ArrayBuffer.isView(e):e&&e.buffer instanceof ArrayBuffer,c=({type:e,data:t},r,i)=>a&&t instanceof Blob?r?i(t):l(t,i):o&&(t instanceof ArrayBuffer||s(t))?r?i(t):l(new Blob([t]),i):i(n[e]+(t||``)),l=(e,t)=>{let n=new FileReader;return n.onload=function(){let e=n.result.split(`,`)[1];t(`b`+(e||``))},n.readAsDataURL(e)};function u(e){return e instanceof Uint8Array?e:e instanceof ArrayBuffer?new Uint8Array(e):new Uint8Array(e.buffer,e.byteOffset,e.byteLength)}var d;function f(e,t){if(a&&e.data instanceof Blob)return e.data.arrayBuffer().then(u).then(t);if(o&&(e.data instanceof ArrayBuffer||s(e.data)))return t(u(e.data));c(e,!1,e=>{d||=new TextEncoder,t(d.encode(e))})}var p=`ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/`,m=typeof Uint8Array>`u`?[]:new Uint8Array(256);for(let e=0;e<64;e++)m[p.charCodeAt(e)]=e;var ee=e=>{let t=e.length*.75,n=e.length,r,i=0,a,o,s,c;e[e.length-1]===`=`&&(t--,e[e.length-2]===`=`&&t--);let l=new ArrayBuffer(t),u=new Uint8Array(l);for(r=0;r<n;r+=4)a=m[e.charCodeAt(r)],o=m[e.charCodeAt(r+1)],s=m[e.charCodeAt(r+2)],c=m[e.charCodeAt(r+3)],u[i++]=a<<2|o>>4,u[i++]=(o&15)<<4|s>>2,u[i++]=(s&3)<<6|c&63;return l},te=typeof ArrayBuffer==`function`,ne=(e,t)=>{if(typeof e!=`string`)return{type:`message`,data:ie(e,t)};let n=e.charAt(0);return n===`b`?{type:`message`,data:re(e.substring(1),t)}:r[n]?e.length>1?{type:r[n],data:e.substring(1)}:{type:r[n]}:i},re=(e,t)=>te?ie(ee(e),t):{base64:!0,data:e},ie=(e,t)=>{switch(t){case`blob`:return e instanceof Blob?e:new Blob([e]);default:return e instanceof ArrayBuffer?e:e.buffer}},ae=``,oe=(e,t)=>{let n=e.length,r=Array(n),i=0;e.forEach((e,a)=>{c(e,!1,e=>{r[a]=e,++i===n&&t(r.join(ae))})})},se=(e,t)=>{let n=e.split(ae),r=[];for(let e=0;e<n.length;e++){let i=ne(n[e],t);if(r.push(i),i.type===`error`)break}return r};function ce(){return new TransformStream({transform(e,t){f(e,n=>{let r=n.length,i;if(r<126)i=new Uint8Array(1),new DataView(i.buffer).setUint8(0,r);else if(r<65536){i=new Uint8Array(3);let e=new DataView(i.buffer);e.setUint8(0,126),e.setUint16(1,r)}else{i=new Uint8Array(9);let e=new DataView(i.buffer);e.setUint8(0,127),e.setBigUint64(1,BigInt(r))}e.data&&typeof e.data!=`string`&&(i[0]|=128),t.enqueue(i),t.enqueue(n)})}})}var le;function ue(e){return e.reduce((e,t)=>e+t.length,0)}function h(e,t){if(e[0].length===t)return e.shift();let n=new Uint8Array(t),r=0;for(let i=0;i<t;i++)n[i]=e[0][r++],r===e[0].length&&(e.shift(),r=0);return e.length&&r<e[0].length&&(e[0]=e[0].slice(r)),n}function de(e,t){le||=new TextDecoder;let n=[],r=0,a=-1,o=!1;return new TransformStream({transform(s,c){for(n.push(s);;){if(r===0){if(ue(n)<1)break;let e=h(n,1);o=(e[0]&128)==128,a=e[0]&127,r=a<126?3:a===126?1:2}else if(r===1){if(ue(n)<2)break;let e=h(n,2);a=new DataView(e.buffer,e.byteOffset,e.length).getUint16(0),r=3}else if(r===2){if(ue(n)<8)break;let e=h(n,8),t=new DataView(e.buffer,e.byteOffset,e.length),o=t.getUint32(0);if(o>2**21-1){c.enqueue(i);break}a=o*2**32+t.getUint32(4),r=3}else{if(ue(n)<a)break;let e=h(n,a);c.enqueue(ne(o?e:le.decode(e),t)),r=0}if(a===0||a>e){c.enqueue(i);break}}}})}function g(e){if(e)return fe(e)}function fe(e){for(var t in g.prototype)e[t]=g.prototype[t];return e}g.prototype.on=g.prototype.addEventListener=function(e,t){return this._callbacks=this._callbacks||{},(this._callbacks[`$`+e]=this._callbacks[`$`+e]||[]).push(t),this},g.prototype.once=function(e,t){function n(){this.off(e,n),t.apply(this,arguments)}return n.fn=t,this.on(e,n),this},g.prototype.off=g.prototype.removeListener=g.prototype.removeAllListeners=g.prototype.removeEventListener=function(e,t){if(this._callbacks=this._callbacks||{},arguments.length==0)return this._callbacks={},this;var n=this._callbacks[`$`+e];if(!n)return this;if(arguments.length==1)return delete this._callbacks[`$`+e],this;for(var r,i=0;i<n.length;i++)if(r=n[i],r===t||r.fn===t){n.splice(i,1);break}return n.length===0&&delete this._callbacks[`$`+e],this},g.prototype.emit=function(e){this._callbacks=this._callbacks||{};for(var t=Array(arguments.length-1),n=this._callbacks[`$`+e],r=1;r<arguments.length;r++)t[r-1]=arguments[r];if(n){n=n.slice(0);for(var r=0,i=n.length;r<i;++r)n[r].apply(this,t)}return this},g.prototype.emitReserved=g.prototype.emit,g.prototype.listeners=function(e){return this._callbacks=this._callbacks||{},this._callbacks[`$`+e]||[]},g.prototype.hasListeners=function(e){return!!this.listeners(e).length};var pe=typeof Promise==`function`&&typeof Promise.resolve==`function`?e=>Promise.resolve().then(e):(e,t)=>t(e,0),_=typeof self<`u`?self:typeof window<`u`?window:Function(`return this`)(),me=`arraybuffer`;function he(e,...t){return t.reduce((t,n)=>(e.hasOwnProperty(n)&&(t[n]=e[n]),t),{})}var ge=_.setTimeout,_e=_.clearTimeout;function v(e,t){t.useNativeTimers?(e.setTimeoutFn=ge.bind(_),e.clearTimeoutFn=_e.bind(_)):(e.setTimeoutFn=_.setTimeout.bind(_),e.clearTimeoutFn=_.clearTimeout.bind(_))}var ve=1.33;function ye(e){return typeof e==`string`?be(e):Math.ceil((e.byteLength||e.size)*ve)}function be(e){let t=0,n=0;for(let r=0,i=e.length;r<i;r++)t=e.charCodeAt(r),t<128?n+=1:t<2048?n+=2:t<55296||t>=57344?n+=3:(r++,n+=4);return n}function xe(){return Date.now().toString(36).substring(3)+Math.random().toString(36).substring(2,5)}function Se(e){let t=``;for(let n in e)e.hasOwnProperty(n)&&(t.length&&(t+=`&`),t+=encodeURIComponent(n)+`=`+encodeURIComponent(e[n]));return t}function Ce(e){let t={},n=e.split(`&`);for(let e=0,r=n.length;e<r;e++){let r=n[e].split(`=`);t[decodeURIComponent(r[0])]=decodeURIComponent(r.slice(1).join(`=`))}return t}var we=class extends Error{constructor(e,t,n){super(e),this.description=t,this.context=n,this.type=`TransportError`}},Te=class extends g{constructor(e){super(),this.writable=!1,v(this,e),this.opts=e,this.query=e.query,this.socket=e.socket,this.supportsBinary=!e.forceBase64}onError(e,t,n){return super.emitReserved(`error`,new we(e,t,n)),this}open(){return this.readyState=`opening`,this.doOpen(),this}close(){return(this.readyState===`opening`||this.readyState===`open`)&&(this.doClose(),this.onClose()),this}send(e){this.readyState===`open`&&this.write(e)}onOpen(){this.readyState=`open`,this.writable=!0,super.emitReserved(`open`)}onData(e){let t=ne(e,this.socket.binaryType);this.onPacket(t)}onPacket(e){super.emitReserved(`packet`,e)}onClose(e){this.readyState=`closed`,super.emitReserved(`close`,e)}pause(e){}createUri(e,t={}){return e+`://`+this._hostname()+this._port()+this.opts.path+this._query(t)}_hostname(){let e=this.opts.hostname;return e.indexOf(`:`)===-1?e:`[`+e+`]`}_port(){return this.opts.port&&(this.opts.secure&&Number(this.opts.port)!==443||!this.opts.secure&&Number(this.opts.port)!==80)?`:`+this.opts.port:``}_query(e){let t=Se(e);return t.length?`?`+t:``}},Ee=class extends Te{constructor(){super(...arguments),this._polling=!1}get name(){return`polling`}doOpen(){this._poll()}pause(e){this.readyState=`pausing`;let t=()=>{this.readyState=`paused`,e()};if(this._polling||!this.writable){let e=0;this._polling&&(e++,this.once(`pollComplete`,function(){--e||t()})),this.writable||(e++,this.once(`drain`,function(){--e||t()}))}else t()}_poll(){this._polling=!0,this.doPoll(),this.emitReserved(`poll`)}onData(e){se(e,this.socket.binaryType).forEach(e=>{if(this.readyState===`opening`&&e.type===`open`&&this.onOpen(),e.type===`close`)return this.onClose({description:`transport closed by the server`}),!1;this.onPacket(e)}),this.readyState!==`closed`&&(this._polling=!1,this.emitReserved(`pollComplete`),this.readyState===`open`&&this._poll())}doClose(){let e=()=>{this.write([{type:`close`}])};this.readyState===`open`?e():this.once(`open`,e)}write(e){this.writable=!1,oe(e,e=>{this.doWrite(e,()=>{this.writable=!0,this.emitReserved(`drain`)})})}uri(){let e=this.opts.secure?`https`:`http`,t=this.query||{};return!1!==this.opts.timestampRequests&&(t[this.opts.timestampParam]=xe()),!this.supportsBinary&&!t.sid&&(t.b64=1),this.createUri(e,t)}},De=!1;try{De=typeof XMLHttpRequest<`u`&&`withCredentials`in new XMLHttpRequest}catch{}var Oe=De;function ke(){}var Ae=class extends Ee{constructor(e){if(super(e),typeof location<`u`){let t=location.protocol===`https:`,n=location.port;n||=t?`443`:`80`,this.xd=typeof location<`u`&&e.hostname!==location.hostname||n!==e.port}}doWrite(e,t){let n=this.request({method:`POST`,data:e});n.on(`success`,t),n.on(`error`,(e,t)=>{this.onError(`xhr post error`,e,t)})}doPoll(){let e=this.request();e.on(`data`,this.onData.bind(this)),e.on(`error`,(e,t)=>{this.onError(`xhr poll error`,e,t)}),this.pollXhr=e}},y=class e extends g{constructor(e,t,n){super(),this.createRequest=e,v(this,n),this._opts=n,this._method=n.method||`GET`,this._uri=t,this._data=n.data===void 0?null:n.data,this._create()}_create(){var t;let n=he(this._opts,`agent`,`pfx`,`key`,`passphrase`,`cert`,`ca`,`ciphers`,`rejectUnauthorized`,`autoUnref`);n.xdomain=!!this._opts.xd;let r=this._xhr=this.createRequest(n);try{r.open(this._method,this._uri,!0);try{if(this._opts.extraHeaders){r.setDisableHeaderCheck&&r.setDisableHeaderCheck(!0);for(let e in this._opts.extraHeaders)this._opts.extraHeaders.hasOwnProperty(e)&&r.setRequestHeader(e,this._opts.extraHeaders[e])}}catch{}if(this._method===`POST`)try{r.setRequestHeader(`Content-type`,`text/plain;charset=UTF-8`)}catch{}try{r.setRequestHeader(`Accept`,`*/*`)}catch{}(t=this._opts.cookieJar)==null||t.addCookies(r),`withCredentials`in r&&(r.withCredentials=this._opts.withCredentials),this._opts.requestTimeout&&(r.timeout=this._opts.requestTimeout),r.onreadystatechange=()=>{var e;r.readyState===3&&((e=this._opts.cookieJar)==null||e.parseCookies(r.getResponseHeader(`set-cookie`))),r.readyState===4&&(r.status===200||r.status===1223?this._onLoad():this.setTimeoutFn(()=>{this._onError(typeof r.status==`number`?r.status:0)},0))},r.send(this._data)}catch(e){this.setTimeoutFn(()=>{this._onError(e)},0);return}typeof document<`u`&&(this._index=e.requestsCount++,e.requests[this._index]=this)}_onError(e){this.emitReserved(`error`,e,this._xhr),this._cleanup(!0)}_cleanup(t){if(this._xhr!==void 0&&this._xhr!==null){if(this._xhr.onreadystatechange=ke,t)try{this._xhr.abort()}catch{}typeof document<`u`&&delete e.requests[this._index],this._xhr=null}}_onLoad(){let e=this._xhr.responseText;e!==null&&(this.emitReserved(`data`,e),this.emitReserved(`success`),this._cleanup())}abort(){this._cleanup()}};if(y.requestsCount=0,y.requests={},typeof document<`u`){if(typeof attachEvent==`function`)attachEvent(`onunload`,je);else if(typeof addEventListener==`function`){let e=`onpagehide`in _?`pagehide`:`unload`;addEventListener(e,je,!1)}}function je(){for(let e in y.requests)y.requests.hasOwnProperty(e)&&y.requests[e].abort()}var Me=(function(){let e=Pe({xdomain:!1});return e&&e.responseType!==null})(),Ne=class extends Ae{constructor(e){super(e);let t=e&&e.forceBase64;this.supportsBinary=Me&&!t}request(e={}){return Object.assign(e,{xd:this.xd},this.opts),new y(Pe,this.uri(),e)}};function Pe(e){let t=e.xdomain;try{if(typeof XMLHttpRequest<`u`&&(!t||Oe))return new XMLHttpRequest}catch{}if(!t)try{return new _.ActiveXObject(`Microsoft.XMLHTTP`)}catch{}}var Fe=typeof navigator<`u`&&typeof navigator.product==`string`&&navigator.product.toLowerCase()===`reactnative`,Ie=class extends Te{get name(){return`websocket`}doOpen(){let e=this.uri(),t=this.opts.protocols,n=Fe?{}:he(this.opts,`agent`,`perMessageDeflate`,`pfx`,`key`,`passphrase`,`cert`,`ca`,`ciphers`,`rejectUnauthorized`,`localAddress`,`protocolVersion`,`origin`,`maxPayload`,`family`,`checkServerIdentity`);this.opts.extraHeaders&&(n.headers=this.opts.extraHeaders);try{this.ws=this.createSocket(e,t,n)}catch(e){return this.emitReserved(`error`,e)}this.ws.binaryType=this.socket.binaryType,this.addEventListeners()}addEventListeners(){this.ws.onopen=()=>{this.opts.autoUnref&&this.ws._socket.unref(),this.onOpen()},this.ws.onclose=e=>this.onClose({description:`websocket connection closed`,context:e}),this.ws.onmessage=e=>this.onData(e.data),this.ws.onerror=e=>this.onError(`websocket error`,e)}write(e){this.writable=!1;for(let t=0;t<e.length;t++){let n=e[t],r=t===e.length-1;c(n,this.supportsBinary,e=>{try{this.doWrite(n,e)}catch{}r&&pe(()=>{this.writable=!0,this.emitReserved(`drain`)},this.setTimeoutFn)})}}doClose(){this.ws!==void 0&&(this.ws.onerror=()=>{},this.ws.close(),this.ws=null)}uri(){let e=this.opts.secure?`wss`:`ws`,t=this.query||{};return this.opts.timestampRequests&&(t[this.opts.timestampParam]=xe()),this.supportsBinary||(t.b64=1),this.createUri(e,t)}},Le=_.WebSocket||_.MozWebSocket,Re={websocket:class extends Ie{createSocket(e,t,n){return Fe?new Le(e,t,n):t?new Le(e,t):new Le(e)}doWrite(e,t){this.ws.send(t)}},webtransport:class extends Te{get name(){return`webtransport`}doOpen(){try{this._transport=new WebTransport(this.createUri(`https`),this.opts.transportOptions[this.name])}catch(e){return this.emitReserved(`error`,e)}this._transport.closed.then(()=>{this.onClose()}).catch(e=>{this.onError(`webtransport error`,e)}),this._transport.ready.then(()=>{this._transport.createBidirectionalStream().then(e=>{let t=de(2**53-1,this.socket.binaryType),n=e.readable.pipeThrough(t).getReader(),r=ce();r.readable.pipeTo(e.writable),this._writer=r.writable.getWriter();let i=()=>{n.read().then(({done:e,value:t})=>{e||(this.onPacket(t),i())}).catch(e=>{})};i();let a={type:`open`};this.query.sid&&(a.data=`{"sid":"${this.query.sid}"}`),this._writer.write(a).then(()=>this.onOpen())})})}write(e){this.writable=!1;for(let t=0;t<e.length;t++){let n=e[t],r=t===e.length-1;this._writer.write(n).then(()=>{r&&pe(()=>{this.writable=!0,this.emitReserved(`drain`)},this.setTimeoutFn)})}}doClose(){var e;(e=this._transport)==null||e.close()}},polling:Ne},ze=/^(?:(?![^:@\/?#]+:[^:@\/]*@)(http|https|ws|wss):\/\/)?((?:(([^:@\/?#]*)(?::([^:@\/?#]*))?)?@)?((?:[a-f0-9]{0,4}:){2,7}[a-f0-9]{0,4}|[^:\/?#]*)(?::(\d*))?)(((\/(?:[^?#](?![^?#\/]*\.[^?#\/.]+(?:[?#]|$)))*\/?)?([^?#\/]*))(?:\?([^#]*))?(?:#(.*))?)/,Be=[`source`,`protocol`,`authority`,`userInfo`,`user`,`password`,`host`,`port`,`relative`,`path`,`directory`,`file`,`query`,`anchor`];function Ve(e){if(e.length>8e3)throw`URI too long`;let t=e,n=e.indexOf(`[`),r=e.indexOf(`]`);n!=-1&&r!=-1&&(e=e.substring(0,n)+e.substring(n,r).replace(/:/g,`;`)+e.substring(r,e.length));let i=ze.exec(e||``),a={},o=14;for(;o--;)a[Be[o]]=i[o]||``;return n!=-1&&r!=-1&&(a.source=t,a.host=a.host.substring(1,a.host.length-1).replace(/;/g,`:`),a.authority=a.authority.replace(`[`,``).replace(`]`,``).replace(/;/g,`:`),a.ipv6uri=!0),a.pathNames=He(a,a.path),a.queryKey=Ue(a,a.query),a}function He(e,t){let n=t.replace(/\/{2,9}/g,`/`).split(`/`);return(t.slice(0,1)==`/`||t.length===0)&&n.splice(0,1),t.slice(-1)==`/`&&n.splice(n.length-1,1),n}function Ue(e,t){let n={};return t.replace(/(?:^|&)([^&=]*)=?([^&]*)/g,function(e,t,r){t&&(n[t]=r)}),n}var We=typeof addEventListener==`function`&&typeof removeEventListener==`function`,b=[];We&&addEventListener(`offline`,()=>{b.forEach(e=>e())},!1);var Ge=class e extends g{constructor(e,t={}){if(super(),this.binaryType=me,this.writeBuffer=[],this._prevBufferLen=0,this._upgrades=[],this._pingInterval=-1,this._pingTimeout=-1,this._maxPayload=-1,this._pingTimeoutTime=1/0,e&&typeof e==`object`&&(t=e,e=null),e){let n=Ve(e);t.hostname=n.host,t.secure=n.protocol===`https`||n.protocol===`wss`,t.port=n.port,n.query&&(t.query=n.query)}else t.host&&(t.hostname=Ve(t.host).host);if(v(this,t),this.secure=t.secure==null?typeof location<`u`&&location.protocol===`https:`:t.secure,t.hostname&&!t.port&&(t.port=this.secure?`443`:`80`),this.hostname=t.hostname||(typeof location<`u`?location.hostname:`localhost`),this.port=t.port||(typeof location<`u`&&location.port?location.port:this.secure?`443`:`80`),t.transportImplementations&&t.transports)throw Error(`specifying both 'transportImplementations' and 'transports' options is not supported`);t.transportImplementations||t.transports?.length&&typeof t.transports[0]==`function`?(this.transports=[],this._transportsByName=Object.create(null),(t.transportImplementations??t.transports).forEach(e=>{let t=e.prototype.name;this.transports.push(t),this._transportsByName[t]=e})):(this.transports=t.transports?[...t.transports]:[`polling`,`websocket`,`webtransport`],this._transportsByName=Re),this.opts=Object.assign({path:`/engine.io`,agent:!1,withCredentials:!1,upgrade:!0,timestampParam:`t`,rememberUpgrade:!1,addTrailingSlash:!0,rejectUnauthorized:!0,perMessageDeflate:{threshold:1024},transportOptions:{},closeOnBeforeunload:!1},t),this.opts.path=this.opts.path.replace(/\/$/,``)+(this.opts.addTrailingSlash?`/`:``),typeof this.opts.query==`string`&&(this.opts.query=Ce(this.opts.query)),We&&(this.opts.closeOnBeforeunload&&(this._beforeunloadEventListener=()=>{this.transport&&(this.transport.removeAllListeners(),this.transport.close())},addEventListener(`beforeunload`,this._beforeunloadEventListener,!1)),this.hostname!==`localhost`&&(this._offlineEventListener=()=>{this._onClose(`transport close`,{description:`network connection lost`})},b.push(this._offlineEventListener))),this.opts.withCredentials&&(this._cookieJar=void 0),this._open()}createTransport(e){let t=Object.assign({},this.opts.query);t.EIO=4,t.transport=e,this.id&&(t.sid=this.id);let n=Object.assign({},this.opts,{query:t,socket:this,hostname:this.hostname,secure:this.secure,port:this.port},this.opts.transportOptions[e]);return new this._transportsByName[e](n)}_open(){if(this.transports.length===0){this.setTimeoutFn(()=>{this.emitReserved(`error`,`No transports available`)},0);return}let t=this.opts.rememberUpgrade&&e.priorWebsocketSuccess&&this.transports.indexOf(`websocket`)!==-1?`websocket`:this.transports[0];this.readyState=`opening`;let n=this.createTransport(t);n.open(),this.setTransport(n)}setTransport(e){this.transport&&this.transport.removeAllListeners(),this.transport=e,e.on(`drain`,this._onDrain.bind(this)).on(`packet`,this._onPacket.bind(this)).on(`error`,this._onError.bind(this)).on(`close`,e=>this._onClose(`transport close`,e))}_probe(t){let n=this.createTransport(t),r=!1;e.priorWebsocketSuccess=!1;let i=()=>{r||(n.send([{type:`ping`,data:`probe`}]),n.once(`packet`,t=>{if(!r){if(t.type===`pong`&&t.data===`probe`){if(this.upgrading=!0,this.emitReserved(`upgrading`,n),!n)return;e.priorWebsocketSuccess=n.name===`websocket`,this.transport.pause(()=>{r||this.readyState!==`closed`&&(u(),this.setTransport(n),n.send([{type:`upgrade`}]),this.emitReserved(`upgrade`,n),n=null,this.upgrading=!1,this.flush())})}else{let e=Error(`probe error`);e.transport=n.name,this.emitReserved(`upgradeError`,e)}}}))};function a(){r||(r=!0,u(),n.close(),n=null)}let o=e=>{let t=Error(`probe error: `+e);t.transport=n.name,a(),this.emitReserved(`upgradeError`,t)};function s(){o(`transport closed`)}function c(){o(`socket closed`)}function l(e){n&&e.name!==n.name&&a()}let u=()=>{n.removeListener(`open`,i),n.removeListener(`error`,o),n.removeListener(`close`,s),this.off(`close`,c),this.off(`upgrading`,l)};n.once(`open`,i),n.once(`error`,o),n.once(`close`,s),this.once(`close`,c),this.once(`upgrading`,l),this._upgrades.indexOf(`webtransport`)!==-1&&t!==`webtransport`?this.setTimeoutFn(()=>{r||n.open()},200):n.open()}onOpen(){if(this.readyState=`open`,e.priorWebsocketSuccess=this.transport.name===`websocket`,this.emitReserved(`open`),this.flush(),this.readyState===`open`&&this.opts.upgrade)for(let e=0;e<this._upgrades.length;e++)this._probe(this._upgrades[e])}_onPacket(e){if(this.readyState===`opening`||this.readyState===`open`||this.readyState===`closing`)switch(this.emitReserved(`packet`,e),this.emitReserved(`heartbeat`),e.type){case`open`:this.onHandshake(JSON.parse(e.data));break;case`ping`:this._sendPacket(`pong`),this.emitReserved(`ping`),this.emitReserved(`pong`),this._resetPingTimeout();break;case`error`:let t=Error(`server error`);t.code=e.data,this._onError(t);break;case`message`:this.emitReserved(`data`,e.data),this.emitReserved(`message`,e.data)}}onHandshake(e){this.emitReserved(`handshake`,e),this.id=e.sid,this.transport.query.sid=e.sid,this._upgrades=this._filterUpgrades(e.upgrades),this._pingInterval=e.pingInterval,this._pingTimeout=e.pingTimeout,this._maxPayload=e.maxPayload,this.onOpen(),this.readyState!==`closed`&&this._resetPingTimeout()}_resetPingTimeout(){this.clearTimeoutFn(this._pingTimeoutTimer);let e=this._pingInterval+this._pingTimeout;this._pingTimeoutTime=Date.now()+e,this._pingTimeoutTimer=this.setTimeoutFn(()=>{this._onClose(`ping timeout`)},e),this.opts.autoUnref&&this._pingTimeoutTimer.unref()}_onDrain(){this.writeBuffer.splice(0,this._prevBufferLen),this._prevBufferLen=0,this.writeBuffer.length===0?this.emitReserved(`drain`):this.flush()}flush(){if(this.readyState!==`closed`&&this.transport.writable&&!this.upgrading&&this.writeBuffer.length){let e=this._getWritablePackets();this.transport.send(e),this._prevBufferLen=e.length,this.emitReserved(`flush`)}}_getWritablePackets(){if(!(this._maxPayload&&this.transport.name===`polling`&&this.writeBuffer.length>1))return this.writeBuffer;let e=1;for(let t=0;t<this.writeBuffer.length;t++){let n=this.writeBuffer[t].data;if(n&&(e+=ye(n)),t>0&&e>this._maxPayload)return this.writeBuffer.slice(0,t);e+=2}return this.writeBuffer}_hasPingExpired(){if(!this._pingTimeoutTime)return!0;let e=Date.now()>this._pingTimeoutTime;return e&&(this._pingTimeoutTime=0,pe(()=>{this._onClose(`ping timeout`)},this.setTimeoutFn)),e}write(e,t,n){return this._sendPacket(`message`,e,t,n),this}send(e,t,n){return this._sendPacket(`message`,e,t,n),this}_sendPacket(e,t,n,r){if(typeof t==`function`&&(r=t,t=void 0),typeof n==`function`&&(r=n,n=null),this.readyState===`closing`||this.readyState===`closed`)return;n||={},n.compress=!1!==n.compress;let i={type:e,data:t,options:n};this.emitReserved(`packetCreate`,i),this.writeBuffer.push(i),r&&this.once(`flush`,r),this.flush()}close(){let e=()=>{this._onClose(`forced close`),this.transport.close()},t=()=>{this.off(`upgrade`,t),this.off(`upgradeError`,t),e()},n=()=>{this.once(`upgrade`,t),this.once(`upgradeError`,t)};return(this.readyState===`opening`||this.readyState===`open`)&&(this.readyState=`closing`,this.writeBuffer.length?this.once(`drain`,()=>{this.upgrading?n():e()}):this.upgrading?n():e()),this}_onError(t){if(e.priorWebsocketSuccess=!1,this.opts.tryAllTransports&&this.transports.length>1&&this.readyState===`opening`)return this.transports.shift(),this._open();this.emitReserved(`error`,t),this._onClose(`transport error`,t)}_onClose(e,t){if(this.readyState===`opening`||this.readyState===`open`||this.readyState===`closing`){if(this.clearTimeoutFn(this._pingTimeoutTimer),this.transport.removeAllListeners(`close`),this.transport.close(),this.transport.removeAllListeners(),We&&(this._beforeunloadEventListener&&removeEventListener(`beforeunload`,this._beforeunloadEventListener,!1),this._offlineEventListener)){let e=b.indexOf(this._offlineEventListener);e!==-1&&b.splice(e,1)}this.readyState=`closed`,this.id=null,this.emitReserved(`close`,e,t),this.writeBuffer=[],this._prevBufferLen=0}}_filterUpgrades(e){let t=[];for(let n=0;n<e.length;n++)~this.transports.indexOf(e[n])&&t.push(e[n]);return t}};Ge.protocol=4,Ge.protocol;function Ke(e,t=``,n){let r=e;n||=typeof location<`u`&&location,e??=n.protocol+`//`+n.host,typeof e==`string`&&(e.charAt(0)===`/`&&(e=e.charAt(1)===`/`?n.protocol+e:n.host+e),/^(https?|wss?):\/\//.test(e)||(e=n===void 0?`https://`+e:n.protocol+`//`+e),r=Ve(e)),r.port||(/^(http|ws)$/.test(r.protocol)?r.port=`80`:/^(http|ws)s$/.test(r.protocol)&&(r.port=`443`)),r.path=r.path||`/`;let i=r.host.indexOf(`:`)===-1?r.host:`[`+r.host+`]`;return r.id=r.protocol+`://`+i+`:`+r.port+t,r.href=r.protocol+`://`+i+(n&&n.port===r.port?``:`:`+r.port),r}var qe=typeof ArrayBuffer==`function`,Je=e=>typeof ArrayBuffer.isView==`function`?ArrayBuffer.isView(e):e.buffer instanceof ArrayBuffer,Ye=Object.prototype.toString,Xe=typeof Blob==`function`||typeof Blob<`u`&&Ye.call(Blob)===`[object BlobConstructor]`,Ze=typeof File==`function`||typeof File<`u`&&Ye.call(File)===`[object FileConstructor]`;function Qe(e){return qe&&(e instanceof ArrayBuffer||Je(e))||Xe&&e instanceof Blob||Ze&&e instanceof File}function x(e,t){if(!e||typeof e!=`object`)return!1;if(Array.isArray(e)){for(let t=0,n=e.length;t<n;t++)if(x(e[t]))return!0;return!1}if(Qe(e))return!0;if(e.toJSON&&typeof e.toJSON==`function`&&arguments.length===1)return x(e.toJSON(),!0);for(let t in e)if(Object.prototype.hasOwnProperty.call(e,t)&&x(e[t]))return!0;return!1}function $e(e){let t=[],n=e.data,r=e;return r.data=et(n,t),r.attachments=t.length,{packet:r,buffers:t}}function et(e,t,n){if(!e)return e;if(Qe(e)){let n={_placeholder:!0,num:t.length};return t.push(e),n}if(Array.isArray(e)){let n=Array(e.length);for(let r=0;r<e.length;r++)n[r]=et(e[r],t);return n}if(typeof e==`object`&&!(e instanceof Date)){if(e.toJSON&&typeof e.toJSON==`function`&&!n)return et(e.toJSON(),t,!0);let r={};for(let n in e)Object.prototype.hasOwnProperty.call(e,n)&&(r[n]=et(e[n],t));return r}return e}function tt(e,t){return e.data=nt(e.data,t),delete e.attachments,e}function nt(e,t){if(!e)return e;if(e&&e._placeholder===!0){if(typeof e.num==`number`&&e.num>=0&&e.num<t.length)return t[e.num];throw Error(`illegal attachments`)}if(Array.isArray(e))for(let n=0;n<e.length;n++)e[n]=nt(e[n],t);else if(typeof e==`object`)for(let n in e)Object.prototype.hasOwnProperty.call(e,n)&&(e[n]=nt(e[n],t));return e}var rt=t({Decoder:()=>ot,Encoder:()=>at,PacketType:()=>S,isPacketValid:()=>pt,protocol:()=>5}),it=[`connect`,`connect_error`,`disconnect`,`disconnecting`,`newListener`,`removeListener`],S;(function(e){e[e.CONNECT=0]=`CONNECT`,e[e.DISCONNECT=1]=`DISCONNECT`,e[e.EVENT=2]=`EVENT`,e[e.ACK=3]=`ACK`,e[e.CONNECT_ERROR=4]=`CONNECT_ERROR`,e[e.BINARY_EVENT=5]=`BINARY_EVENT`,e[e.BINARY_ACK=6]=`BINARY_ACK`})(S||={});var at=class{constructor(e){this.replacer=e}encode(e){return(e.type===S.EVENT||e.type===S.ACK)&&x(e)?this.encodeAsBinary({type:e.type===S.EVENT?S.BINARY_EVENT:S.BINARY_ACK,nsp:e.nsp,data:e.data,id:e.id}):[this.encodeAsString(e)]}encodeAsString(e){let t=``+e.type;return(e.type===S.BINARY_EVENT||e.type===S.BINARY_ACK)&&(t+=e.attachments+`-`),e.nsp&&e.nsp!==`/`&&(t+=e.nsp+`,`),e.id!=null&&(t+=e.id),e.data!=null&&(t+=JSON.stringify(e.data,this.replacer)),t}encodeAsBinary(e){let t=$e(e),n=this.encodeAsString(t.packet),r=t.buffers;return r.unshift(n),r}},ot=class e extends g{constructor(e){super(),this.opts=Object.assign({reviver:void 0,maxAttachments:10},typeof e==`function`?{reviver:e}:e)}add(e){let t;if(typeof e==`string`){if(this.reconstructor)throw Error(`got plaintext data when reconstructing a packet`);t=this.decodeString(e);let n=t.type===S.BINARY_EVENT;n||t.type===S.BINARY_ACK?(t.type=n?S.EVENT:S.ACK,this.reconstructor=new st(t)):super.emitReserved(`decoded`,t)}else if(Qe(e)||e.base64){if(this.reconstructor)t=this.reconstructor.takeBinaryData(e),t&&(this.reconstructor=null,super.emitReserved(`decoded`,t));else throw Error(`got binary data when not reconstructing a packet`)}else throw Error(`Unknown type: `+e)}decodeString(t){let n=0,r={type:Number(t.charAt(0))};if(S[r.type]===void 0)throw Error(`unknown packet type `+r.type);if(r.type===S.BINARY_EVENT||r.type===S.BINARY_ACK){let e=n+1;for(;t.charAt(++n)!==`-`&&n!=t.length;);let i=t.substring(e,n);if(i!=Number(i)||t.charAt(n)!==`-`)throw Error(`Illegal attachments`);let a=Number(i);if(!lt(a)||a<1)throw Error(`Illegal attachments`);if(a>this.opts.maxAttachments)throw Error(`too many attachments`);r.attachments=a}if(t.charAt(n+1)===`/`){let e=n+1;for(;++n&&t.charAt(n)!==`,`&&n!==t.length;);r.nsp=t.substring(e,n)}else r.nsp=`/`;let i=t.charAt(n+1);if(i!==``&&Number(i)==i){let e=n+1;for(;++n;){let e=t.charAt(n);if(e==null||Number(e)!=e){--n;break}if(n===t.length)break}r.id=Number(t.substring(e,n+1))}if(t.charAt(++n)){let i=this.tryParse(t.substr(n));if(e.isPayloadValid(r.type,i))r.data=i;else throw Error(`invalid payload`)}return r}tryParse(e){try{return JSON.parse(e,this.opts.reviver)}catch{return!1}}static isPayloadValid(e,t){switch(e){case S.CONNECT:return dt(t);case S.DISCONNECT:return t===void 0;case S.CONNECT_ERROR:return typeof t==`string`||dt(t);case S.EVENT:case S.BINARY_EVENT:return Array.isArray(t)&&(typeof t[0]==`number`||typeof t[0]==`string`&&it.indexOf(t[0])===-1);case S.ACK:case S.BINARY_ACK:return Array.isArray(t)}}destroy(){this.reconstructor&&=(this.reconstructor.finishedReconstruction(),null)}},st=class{constructor(e){this.packet=e,this.buffers=[],this.reconPack=e}takeBinaryData(e){if(this.buffers.push(e),this.buffers.length===this.reconPack.attachments){let e=tt(this.reconPack,this.buffers);return this.finishedReconstruction(),e}return null}finishedReconstruction(){this.reconPack=null,this.buffers=[]}};function ct(e){return typeof e==`string`}var lt=Number.isInteger||function(e){return typeof e==`number`&&isFinite(e)&&Math.floor(e)===e};function ut(e){return e===void 0||lt(e)}function dt(e){return Object.prototype.toString.call(e)===`[object Object]`}function ft(e,t){switch(e){case S.CONNECT:return t===void 0||dt(t);case S.DISCONNECT:return t===void 0;case S.EVENT:return Array.isArray(t)&&(typeof t[0]==`number`||typeof t[0]==`string`&&it.indexOf(t[0])===-1);case S.ACK:return Array.isArray(t);case S.CONNECT_ERROR:return typeof t==`string`||dt(t);default:return!1}}function pt(e){return ct(e.nsp)&&ut(e.id)&&ft(e.type,e.data)}function C(e,t,n){return e.on(t,n),function(){e.off(t,n)}}var mt=Object.freeze({connect:1,connect_error:1,disconnect:1,disconnecting:1,newListener:1,removeListener:1}),ht=class extends g{constructor(e,t,n){super(),this.connected=!1,this.recovered=!1,this.receiveBuffer=[],this.sendBuffer=[],this._queue=[],this._queueSeq=0,this.ids=0,this.acks={},this.flags={},this.io=e,this.nsp=t,n&&n.auth&&(this.auth=n.auth),this._opts=Object.assign({},n),this.io._autoConnect&&this.open()}get disconnected(){return!this.connected}subEvents(){if(this.subs)return;let e=this.io;this.subs=[C(e,`open`,this.onopen.bind(this)),C(e,`packet`,this.onpacket.bind(this)),C(e,`error`,this.onerror.bind(this)),C(e,`close`,this.onclose.bind(this))]}get active(){return!!this.subs}connect(){return this.connected||(this.subEvents(),this.io._reconnecting||this.io.open(),this.io._readyState===`open`&&this.onopen()),this}open(){return this.connect()}send(...e){return e.unshift(`message`),this.emit.apply(this,e),this}emit(e,...t){if(mt.hasOwnProperty(e))throw Error(`"`+e.toString()+`" is a reserved event name`);if(t.unshift(e),this._opts.retries&&!this.flags.fromQueue&&!this.flags.volatile)return this._addToQueue(t),this;let n={type:S.EVENT,data:t};if(n.options={},n.options.compress=this.flags.compress!==!1,typeof t[t.length-1]==`function`){let e=this.ids++,r=t.pop();this._registerAckCallback(e,r),n.id=e}let r=this.io.engine?.transport?.writable,i=this.connected&&!this.io.engine?._hasPingExpired();return this.flags.volatile&&!r||(i?(this.notifyOutgoingListeners(n),this.packet(n)):this.sendBuffer.push(n)),this.flags={},this}_registerAckCallback(e,t){let n=this.flags.timeout??this._opts.ackTimeout;if(n===void 0){this.acks[e]=t;return}let r=this.io.setTimeoutFn(()=>{delete this.acks[e];for(let t=0;t<this.sendBuffer.length;t++)this.sendBuffer[t].id===e&&this.sendBuffer.splice(t,1);t.call(this,Error(`operation has timed out`))},n),i=(...e)=>{this.io.clearTimeoutFn(r),t.apply(this,e)};i.withError=!0,this.acks[e]=i}emitWithAck(e,...t){return new Promise((n,r)=>{let i=(e,t)=>e?r(e):n(t);i.withError=!0,t.push(i),this.emit(e,...t)})}_addToQueue(e){let t;typeof e[e.length-1]==`function`&&(t=e.pop());let n={id:this._queueSeq++,tryCount:0,pending:!1,args:e,flags:Object.assign({fromQueue:!0},this.flags)};e.push((e,...r)=>(this._queue[0],e===null?(this._queue.shift(),t&&t(null,...r)):n.tryCount>this._opts.retries&&(this._queue.shift(),t&&t(e)),n.pending=!1,this._drainQueue())),this._queue.push(n),this._drainQueue()}_drainQueue(e=!1){if(!this.connected||this._queue.length===0)return;let t=this._queue[0];(!t.pending||e)&&(t.pending=!0,t.tryCount++,this.flags=t.flags,this.emit.apply(this,t.args))}packet(e){e.nsp=this.nsp,this.io._packet(e)}onopen(){typeof this.auth==`function`?this.auth(e=>{this._sendConnectPacket(e)}):this._sendConnectPacket(this.auth)}_sendConnectPacket(e){this.packet({type:S.CONNECT,data:this._pid?Object.assign({pid:this._pid,offset:this._lastOffset},e):e})}onerror(e){this.connected||this.emitReserved(`connect_error`,e)}onclose(e,t){this.connected=!1,delete this.id,this.emitReserved(`disconnect`,e,t),this._clearAcks()}_clearAcks(){Object.keys(this.acks).forEach(e=>{if(!this.sendBuffer.some(t=>String(t.id)===e)){let t=this.acks[e];delete this.acks[e],t.withError&&t.call(this,Error(`socket has been disconnected`))}})}onpacket(e){if(e.nsp===this.nsp)switch(e.type){case S.CONNECT:e.data&&e.data.sid?this.onconnect(e.data.sid,e.data.pid):this.emitReserved(`connect_error`,Error(`It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client, but they are not compatible (more information here: https://socket.io/docs/v3/migrating-from-2-x-to-3-0/)`));break;case S.EVENT:case S.BINARY_EVENT:this.onevent(e);break;case S.ACK:case S.BINARY_ACK:this.onack(e);break;case S.DISCONNECT:this.ondisconnect();break;case S.CONNECT_ERROR:this.destroy();let t=Error(e.data.message);t.data=e.data.data,this.emitReserved(`connect_error`,t)}}onevent(e){let t=e.data||[];e.id!=null&&t.push(this.ack(e.id)),this.connected?this.emitEvent(t):this.receiveBuffer.push(Object.freeze(t))}emitEvent(e){if(this._anyListeners&&this._anyListeners.length){let t=this._anyListeners.slice();for(let n of t)n.apply(this,e)}super.emit.apply(this,e),this._pid&&e.length&&typeof e[e.length-1]==`string`&&(this._lastOffset=e[e.length-1])}ack(e){let t=this,n=!1;return function(...r){n||(n=!0,t.packet({type:S.ACK,id:e,data:r}))}}onack(e){let t=this.acks[e.id];typeof t==`function`&&(delete this.acks[e.id],t.withError&&e.data.unshift(null),t.apply(this,e.data))}onconnect(e,t){this.id=e,this.recovered=t&&this._pid===t,this._pid=t,this.connected=!0,this.emitBuffered(),this._drainQueue(!0),this.emitReserved(`connect`)}emitBuffered(){this.receiveBuffer.forEach(e=>this.emitEvent(e)),this.receiveBuffer=[],this.sendBuffer.forEach(e=>{this.notifyOutgoingListeners(e),this.packet(e)}),this.sendBuffer=[]}ondisconnect(){this.destroy(),this.onclose(`io server disconnect`)}destroy(){this.subs&&=(this.subs.forEach(e=>e()),void 0),this.io._destroy(this)}disconnect(){return this.connected&&this.packet({type:S.DISCONNECT}),this.destroy(),this.connected&&this.onclose(`io client disconnect`),this}close(){return this.disconnect()}compress(e){return this.flags.compress=e,this}get volatile(){return this.flags.volatile=!0,this}timeout(e){return this.flags.timeout=e,this}onAny(e){return this._anyListeners=this._anyListeners||[],this._anyListeners.push(e),this}prependAny(e){return this._anyListeners=this._anyListeners||[],this._anyListeners.unshift(e),this}offAny(e){if(!this._anyListeners)return this;if(e){let t=this._anyListeners;for(let n=0;n<t.length;n++)if(e===t[n])return t.splice(n,1),this}else this._anyListeners=[];return this}listenersAny(){return this._anyListeners||[]}onAnyOutgoing(e){return this._anyOutgoingListeners=this._anyOutgoingListeners||[],this._anyOutgoingListeners.push(e),this}prependAnyOutgoing(e){return this._anyOutgoingListeners=this._anyOutgoingListeners||[],this._anyOutgoingListeners.unshift(e),this}offAnyOutgoing(e){if(!this._anyOutgoingListeners)return this;if(e){let t=this._anyOutgoingListeners;for(let n=0;n<t.length;n++)if(e===t[n])return t.splice(n,1),this}else this._anyOutgoingListeners=[];return this}listenersAnyOutgoing(){return this._anyOutgoingListeners||[]}notifyOutgoingListeners(e){if(this._anyOutgoingListeners&&this._anyOutgoingListeners.length){let t=this._anyOutgoingListeners.slice();for(let n of t)n.apply(this,e.data)}}};function w(e){e||={},this.ms=e.min||100,this.max=e.max||1e4,this.factor=e.factor||2,this.jitter=e.jitter>0&&e.jitter<=1?e.jitter:0,this.attempts=0}w.prototype.duration=function(){var e=this.ms*this.factor**+this.attempts++;if(this.jitter){var t=Math.random(),n=Math.floor(t*this.jitter*e);e=Math.floor(t*10)&1?e+n:e-n}return Math.min(e,this.max)|0},w.prototype.reset=function(){this.attempts=0},w.prototype.setMin=function(e){this.ms=e},w.prototype.setMax=function(e){this.max=e},w.prototype.setJitter=function(e){this.jitter=e};var gt=class extends g{constructor(e,t){super(),this.nsps={},this.subs=[],e&&typeof e==`object`&&(t=e,e=void 0),t||={},t.path=t.path||`/socket.io`,this.opts=t,v(this,t),this.reconnection(t.reconnection!==!1),this.reconnectionAttempts(t.reconnectionAttempts||1/0),this.reconnectionDelay(t.reconnectionDelay||1e3),this.reconnectionDelayMax(t.reconnectionDelayMax||5e3),this.randomizationFactor(t.randomizationFactor??.5),this.backoff=new w({min:this.reconnectionDelay(),max:this.reconnectionDelayMax(),jitter:this.randomizationFactor()}),this.timeout(t.timeout==null?2e4:t.timeout),this._readyState=`closed`,this.uri=e;let n=t.parser||rt;this.encoder=new n.Encoder,this.decoder=new n.Decoder,this._autoConnect=t.autoConnect!==!1,this._autoConnect&&this.open()}reconnection(e){return arguments.length?(this._reconnection=!!e,e||(this.skipReconnect=!0),this):this._reconnection}reconnectionAttempts(e){return e===void 0?this._reconnectionAttempts:(this._reconnectionAttempts=e,this)}reconnectionDelay(e){var t;return e===void 0?this._reconnectionDelay:(this._reconnectionDelay=e,(t=this.backoff)==null||t.setMin(e),this)}randomizationFactor(e){var t;return e===void 0?this._randomizationFactor:(this._randomizationFactor=e,(t=this.backoff)==null||t.setJitter(e),this)}reconnectionDelayMax(e){var t;return e===void 0?this._reconnectionDelayMax:(this._reconnectionDelayMax=e,(t=this.backoff)==null||t.setMax(e),this)}timeout(e){return arguments.length?(this._timeout=e,this):this._timeout}maybeReconnectOnOpen(){!this._reconnecting&&this._reconnection&&this.backoff.attempts===0&&this.reconnect()}open(e){if(~this._readyState.indexOf(`open`))return this;this.engine=new Ge(this.uri,this.opts);let t=this.engine,n=this;this._readyState=`opening`,this.skipReconnect=!1;let r=C(t,`open`,function(){n.onopen(),e&&e()}),i=t=>{this.cleanup(),this._readyState=`closed`,this.emitReserved(`error`,t),e?e(t):this.maybeReconnectOnOpen()},a=C(t,`error`,i);if(!1!==this._timeout){let e=this._timeout,n=this.setTimeoutFn(()=>{r(),i(Error(`timeout`)),t.close()},e);this.opts.autoUnref&&n.unref(),this.subs.push(()=>{this.clearTimeoutFn(n)})}return this.subs.push(r),this.subs.push(a),this}connect(e){return this.open(e)}onopen(){this.cleanup(),this._readyState=`open`,this.emitReserved(`open`);let e=this.engine;this.subs.push(C(e,`ping`,this.onping.bind(this)),C(e,`data`,this.ondata.bind(this)),C(e,`error`,this.onerror.bind(this)),C(e,`close`,this.onclose.bind(this)),C(this.decoder,`decoded`,this.ondecoded.bind(this)))}onping(){this.emitReserved(`ping`)}ondata(e){try{this.decoder.add(e)}catch(e){this.onclose(`parse error`,e)}}ondecoded(e){pe(()=>{this.emitReserved(`packet`,e)},this.setTimeoutFn)}onerror(e){this.emitReserved(`error`,e)}socket(e,t){let n=this.nsps[e];return n?this._autoConnect&&!n.active&&n.connect():(n=new ht(this,e,t),this.nsps[e]=n),n}_destroy(e){let t=Object.keys(this.nsps);for(let e of t)if(this.nsps[e].active)return;this._close()}_packet(e){let t=this.encoder.encode(e);for(let n=0;n<t.length;n++)this.engine.write(t[n],e.options)}cleanup(){this.subs.forEach(e=>e()),this.subs.length=0,this.decoder.destroy()}_close(){this.skipReconnect=!0,this._reconnecting=!1,this.onclose(`forced close`)}disconnect(){return this._close()}onclose(e,t){var n;this.cleanup(),(n=this.engine)==null||n.close(),this.backoff.reset(),this._readyState=`closed`,this.emitReserved(`close`,e,t),this._reconnection&&!this.skipReconnect&&this.reconnect()}reconnect(){if(this._reconnecting||this.skipReconnect)return this;let e=this;if(this.backoff.attempts>=this._reconnectionAttempts)this.backoff.reset(),this.emitReserved(`reconnect_failed`),this._reconnecting=!1;else{let t=this.backoff.duration();this._reconnecting=!0;let n=this.setTimeoutFn(()=>{e.skipReconnect||(this.emitReserved(`reconnect_attempt`,e.backoff.attempts),e.skipReconnect||e.open(t=>{t?(e._reconnecting=!1,e.reconnect(),this.emitReserved(`reconnect_error`,t)):e.onreconnect()}))},t);this.opts.autoUnref&&n.unref(),this.subs.push(()=>{this.clearTimeoutFn(n)})}}onreconnect(){let e=this.backoff.attempts;this._reconnecting=!1,this.backoff.reset(),this.emitReserved(`reconnect`,e)}},T={};function E(e,t){typeof e==`object`&&(t=e,e=void 0),t||={};let n=Ke(e,t.path||`/socket.io`),r=n.source,i=n.id,a=n.path,o=T[i]&&a in T[i].nsps,s=t.forceNew||t[`force new connection`]||!1===t.multiplex||o,c;return s?c=new gt(r,t):(T[i]||(T[i]=new gt(r,t)),c=T[i]),n.query&&!t.query&&(t.query=n.queryKey),c.socket(n.path,t)}Object.assign(E,{Manager:gt,Socket:ht,io:E,connect:E});var D=globalThis,_t=D.ShadowRoot&&(D.ShadyCSS===void 0||D.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,vt=Symbol(),yt=new WeakMap,bt=class{constructor(e,t,n){if(this._$cssResult$=!0,n!==vt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(_t&&e===void 0){let n=t!==void 0&&t.length===1;n&&(e=yt.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&yt.set(t,e))}return e}toString(){return this.cssText}},xt=e=>new bt(typeof e==`string`?e:e+``,void 0,vt),St=(e,...t)=>new bt(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,vt),Ct=(e,t)=>{if(_t)e.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let n of t){let t=document.createElement(`style`),r=D.litNonce;r!==void 0&&t.setAttribute(`nonce`,r),t.textContent=n.cssText,e.appendChild(t)}},wt=_t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return xt(t)})(e):e,{is:Tt,defineProperty:Et,getOwnPropertyDescriptor:Dt,getOwnPropertyNames:Ot,getOwnPropertySymbols:kt,getPrototypeOf:At}=Object,O=globalThis,jt=O.trustedTypes,Mt=jt?jt.emptyScript:``,Nt=O.reactiveElementPolyfillSupport,k=(e,t)=>e,Pt={toAttribute(e,t){switch(t){case Boolean:e=e?Mt:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},Ft=(e,t)=>!Tt(e,t),It={attribute:!0,type:String,converter:Pt,reflect:!1,useDefault:!1,hasChanged:Ft};Symbol.metadata??=Symbol(`metadata`),O.litPropertyMetadata??=new WeakMap;var A=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=It){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&Et(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=Dt(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??It}static _$Ei(){if(this.hasOwnProperty(k(`elementProperties`)))return;let e=At(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(k(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(k(`properties`))){let e=this.properties,t=[...Ot(e),...kt(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(wt(e))}else e!==void 0&&t.push(wt(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Ct(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?Pt:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?Pt:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??Ft)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};A.elementStyles=[],A.shadowRootOptions={mode:`open`},A[k(`elementProperties`)]=new Map,A[k(`finalized`)]=new Map,Nt?.({ReactiveElement:A}),(O.reactiveElementVersions??=[]).push(`2.1.2`);var Lt=globalThis,Rt=e=>e,j=Lt.trustedTypes,zt=j?j.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,Bt=`$lit$`,M=`lit$${Math.random().toFixed(9).slice(2)}$`,Vt=`?`+M,Ht=`<${Vt}>`,N=document,P=()=>N.createComment(``),F=e=>e===null||typeof e!=`object`&&typeof e!=`function`,Ut=Array.isArray,Wt=e=>Ut(e)||typeof e?.[Symbol.iterator]==`function`,Gt=`[ 	
\f\r]`,I=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Kt=/-->/g,qt=/>/g,L=RegExp(`>|${Gt}(?:([^\\s"'>=/]+)(${Gt}*=${Gt}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),Jt=/'/g,Yt=/"/g,Xt=/^(?:script|style|textarea|title)$/i,Zt=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),R=Zt(1),z=Zt(2),B=Symbol.for(`lit-noChange`),V=Symbol.for(`lit-nothing`),Qt=new WeakMap,H=N.createTreeWalker(N,129);function $t(e,t){if(!Ut(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return zt===void 0?t:zt.createHTML(t)}var en=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=I;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===I?c[1]===`!--`?o=Kt:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=L):(Xt.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=L):o=qt:o===L?c[0]===`>`?(o=i??I,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?L:c[3]===`"`?Yt:Jt):o===Yt||o===Jt?o=L:o===Kt||o===qt?o=I:(o=L,i=void 0);let d=o===L&&e[t+1].startsWith(`/>`)?` `:``;a+=o===I?n+Ht:l>=0?(r.push(s),n.slice(0,l)+Bt+n.slice(l)+M+d):n+M+(l===-2?t:d)}return[$t(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},tn=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=en(t,n);if(this.el=e.createElement(l,r),H.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=H.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(Bt)){let t=u[o++],n=i.getAttribute(e).split(M),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?an:r[1]===`?`?on:r[1]===`@`?sn:W}),i.removeAttribute(e)}else e.startsWith(M)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Xt.test(i.tagName)){let e=i.textContent.split(M),t=e.length-1;if(t>0){i.textContent=j?j.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],P()),H.nextNode(),c.push({type:2,index:++a});i.append(e[t],P())}}}else if(i.nodeType===8){if(i.data===Vt)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(M,e+1))!==-1;)c.push({type:7,index:a}),e+=M.length-1}}a++}}static createElement(e,t){let n=N.createElement(`template`);return n.innerHTML=e,n}};function U(e,t,n=e,r){if(t===B)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=F(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=U(e,i._$AS(e,t.values),i,r)),t}var nn=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??N).importNode(t,!0);H.currentNode=r;let i=H.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new rn(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new cn(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=H.nextNode(),a++)}return H.currentNode=N,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},rn=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=V,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=U(this,e,t),F(e)?e===V||e==null||e===``?(this._$AH!==V&&this._$AR(),this._$AH=V):e!==this._$AH&&e!==B&&this._(e):e._$litType$===void 0?e.nodeType===void 0?Wt(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==V&&F(this._$AH)?this._$AA.nextSibling.data=e:this.T(N.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=tn.createElement($t(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new nn(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Qt.get(e.strings);return t===void 0&&Qt.set(e.strings,t=new tn(e)),t}k(t){Ut(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(P()),this.O(P()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=Rt(e).nextSibling;Rt(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},W=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=V,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=V}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=U(this,e,t,0),a=!F(e)||e!==this._$AH&&e!==B,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=U(this,r[n+o],t,o),s===B&&(s=this._$AH[o]),a||=!F(s)||s!==this._$AH[o],s===V?e=V:e!==V&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===V?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},an=class extends W{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===V?void 0:e}},on=class extends W{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==V)}},sn=class extends W{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=U(this,e,t,0)??V)===B)return;let n=this._$AH,r=e===V&&n!==V||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==V&&(n===V||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},cn=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){U(this,e)}},ln={M:Bt,P:M,A:Vt,C:1,L:en,R:nn,D:Wt,V:U,I:rn,H:W,N:on,U:sn,B:an,F:cn},un=Lt.litHtmlPolyfillSupport;un?.(tn,rn),(Lt.litHtmlVersions??=[]).push(`3.3.3`);var dn=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new rn(t.insertBefore(P(),e),e,void 0,n??{})}return i._$AI(e),i},fn=globalThis,G=class extends A{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=dn(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return B}};G._$litElement$=!0,G.finalized=!0,fn.litElementHydrateSupport?.({LitElement:G});var pn=fn.litElementPolyfillSupport;pn?.({LitElement:G}),(fn.litElementVersions??=[]).push(`4.2.2`);var K={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},mn=e=>(...t)=>({_$litDirective$:e,values:t}),hn=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:gn}=ln,_n=e=>e,vn=e=>e.strings===void 0,yn=()=>document.createComment(``),q=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new gn(r.insertBefore(yn(),i),r.insertBefore(yn(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=_n(e).nextSibling;_n(r).insertBefore(e,i),e=t}}}return n},J=(e,t,n=e)=>(e._$AI(t,n),e),bn={},xn=(e,t=bn)=>e._$AH=t,Sn=e=>e._$AH,Cn=e=>{e._$AR(),e._$AA.remove()},wn=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},Tn=mn(class extends hn{constructor(e){if(super(e),e.type!==K.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=Sn(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=J(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=J(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=J(i[d],a[m]),q(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=J(i[f],a[p]),q(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=wn(o,p,m),u=wn(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=q(e,i[d]);J(t,a[p]),c[p]=t}else c[p]=J(n,a[p]),q(e,i[d],n),i[t]=null;p++}else Cn(i[f]),f--}else Cn(i[d]),d++;for(;p<=m;){let t=q(e,c[m+1]);J(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&Cn(e)}return this.ut=o,xn(e,c),B}}),En=mn(class extends hn{constructor(e){if(super(e),e.type!==K.PROPERTY&&e.type!==K.ATTRIBUTE&&e.type!==K.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!vn(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[t]){if(t===B||t===V)return t;let n=e.element,r=e.name;if(e.type===K.PROPERTY){if(t===n[r])return B}else if(e.type===K.BOOLEAN_ATTRIBUTE){if(!!t===n.hasAttribute(r))return B}else if(e.type===K.ATTRIBUTE&&n.getAttribute(r)===t+``)return B;return xn(e),t}}),Y=(e,t)=>z`
  <svg class="icon icon-${t}" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"
    stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${e}</svg>`,Dn=Y(z`<path d="M14 4H6a3 3 0 0 0-3 3v5a3 3 0 0 0 3 3v3.5L9.5 15H14a3 3 0 0 0 3-3V7a3 3 0 0 0-3-3Z"/>
    <path d="M20.2 9.5c.5.5.8 1.2.8 2v4a3 3 0 0 1-2 2.8V21l-3-2.5h-3"/>`,`chat`),On=Y(z`<path d="M6 6l12 12M18 6L6 18"/>`,`close`),kn=Y(z`<path d="M4.5 5.5 20 12 4.5 18.5 6.5 12Z"/><path d="M6.5 12H12"/>`,`send`),An=Y(z`<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c2.5 2.6 3.8 5.6 3.8 9S14.5 18.4 12 21
    c-2.5-2.6-3.8-5.6-3.8-9S9.5 5.6 12 3Z"/>`,`globe`),jn=Y(z`<path d="M12 5v14M6 13l6 6 6-6"/>`,`down`),Mn=Y(z`<path d="M20 12a8 8 0 1 1-2.5-5.8M20 3.5V8h-4.5"/>`,`again`),Nn=.85;function Pn(e,t){let n=[...e.trim()].length;return{left:t-n,over:Math.max(0,n-t),near:n>=t*Nn}}function Fn(e,t,n,r,i){let{left:a,over:o,near:s}=Pn(e,t),c=e=>{e.key!==`Enter`||e.shiftKey||e.isComposing||e.keyCode===229||(e.preventDefault(),i())},l=e=>{e.preventDefault(),i()},u=o?n(`too_long`,{over:o}):s?n(`characters_left`,{left:a}):``;return R`<form class="composer" @submit=${l}>
    <div class="field">
      <textarea id="textarea" rows="1" dir=${e?`auto`:V} enterkeyhint="send" autocomplete="off" .value=${En(e)}
        placeholder=${n(`placeholder`)} aria-label=${n(`placeholder`)} aria-describedby="counter"
        aria-invalid=${o?`true`:`false`} @keydown=${c}
        @input=${e=>r(e.target.value)}></textarea>
      <button class="send" type="submit" title=${n(`send`)} aria-label=${n(`send`)}
        ?disabled=${!e.trim()||o>0}>${kn}</button>
    </div>
    <p id="counter" class=${o?`counter over`:`counter`} role="status">${u||V}</p>
  </form>`}var In=/\bhttps?:\/\/[^\s<>"']+|[\w.+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/giu,Ln=/[.,;:!?…)\]}»”’]+$/u;function Rn(e){let t=[],n=0;for(let r of e.matchAll(In)){let i=zn(r[0]),a=Bn(i);a&&(r.index>n&&t.push({text:e.slice(n,r.index),href:``}),t.push({text:i,href:a}),n=r.index+i.length)}return n<e.length&&t.push({text:e.slice(n),href:``}),t}function zn(e){let t=e.replace(Ln,``);return e[t.length]===`)`&&t.includes(`(`)?`${t})`:t}function Bn(e){if(!/^https?:/i.test(e))return`mailto:${e}`;try{return new URL(e).href}catch{return``}}var Vn={open:`Open the chat`,close:`Close the chat`,placeholder:`Write a message`,send:`Send`,show_original:`Show original`,hide_original:`Hide original`,machine_translated:`Machine-translated from {language}`,untranslated:`Not translated`,language:`Language`,connecting:`Connecting…`,reconnecting:`Connection lost. Reconnecting…`,unavailable:`The chat is not available right now.`,again:`Try again`,sending:`Sending…`,retry:`Not sent. Try again`,too_long:`Too long: {over} characters over the limit`,characters_left:`{left} characters left`,bot_notice:`You are chatting with a bot. A person is always within reach.`,typing:`The assistant is writing`,new_message:`New message`,dialog_label:`Chat with the assistant of {freelancer}`,welcome:`Hello! How can I help you?`,suggest_services:`What do you offer?`,suggest_quote:`I would like an estimate`,suggest_person:`I would like to talk to a person`,you:`You`,bot:`Assistant`},Hn={en:Vn,es:{open:`Abrir el chat`,close:`Cerrar el chat`,placeholder:`Escriba un mensaje`,send:`Enviar`,language:`Idioma`,connecting:`Conectando…`,reconnecting:`Se ha perdido la conexión. Reconectando…`,unavailable:`El chat no está disponible en este momento.`,again:`Intentar de nuevo`,sending:`Enviando…`,characters_left:`Quedan {left} caracteres`,bot_notice:`Está hablando con un bot. Siempre puede pedir que le atienda una persona.`,dialog_label:`Chat con el asistente de {freelancer}`,welcome:`¡Hola! ¿En qué puedo ayudarle?`,suggest_services:`¿Qué servicios ofrece?`,suggest_quote:`Quisiera un presupuesto`,suggest_person:`Quisiera hablar con una persona`},fr:{open:`Ouvrir le chat`,close:`Fermer le chat`,placeholder:`Écrivez un message`,send:`Envoyer`,language:`Langue`,connecting:`Connexion…`,reconnecting:`Connexion perdue. Reconnexion…`,unavailable:`Le chat n’est pas disponible pour le moment.`,again:`Réessayer`,sending:`Envoi…`,characters_left:`{left} caractères restants`,bot_notice:`Vous parlez avec un bot. Une personne reste toujours joignable.`,dialog_label:`Chat avec l’assistant de {freelancer}`,welcome:`Bonjour ! Comment puis-je vous aider ?`,suggest_services:`Quels services proposez-vous ?`,suggest_quote:`Je voudrais un devis`,suggest_person:`Je voudrais parler à une personne`},de:{open:`Chat öffnen`,close:`Chat schließen`,placeholder:`Nachricht schreiben`,send:`Senden`,language:`Sprache`,connecting:`Verbindung wird aufgebaut…`,reconnecting:`Verbindung unterbrochen. Neuer Versuch…`,unavailable:`Der Chat ist gerade nicht erreichbar.`,again:`Noch einmal versuchen`,sending:`Wird gesendet…`,characters_left:`Noch {left} Zeichen`,bot_notice:`Sie schreiben mit einem Bot. Ein Mensch ist immer erreichbar.`,dialog_label:`Chat mit dem Assistenten von {freelancer}`,welcome:`Hallo! Wie kann ich Ihnen helfen?`,suggest_services:`Was bieten Sie an?`,suggest_quote:`Ich hätte gern einen Kostenvoranschlag`,suggest_person:`Ich möchte mit einem Menschen sprechen`},pt:{open:`Abrir o chat`,close:`Fechar o chat`,placeholder:`Escreva uma mensagem`,send:`Enviar`,language:`Idioma`,connecting:`A ligar…`,reconnecting:`Ligação perdida. A religar…`,unavailable:`O chat não está disponível neste momento.`,again:`Tentar de novo`,sending:`A enviar…`,characters_left:`Restam {left} caracteres`,bot_notice:`Está a falar com um bot. Há sempre uma pessoa ao seu alcance.`,dialog_label:`Chat com o assistente de {freelancer}`,welcome:`Olá! Como posso ajudar?`,suggest_services:`Que serviços oferece?`,suggest_quote:`Gostaria de um orçamento`,suggest_person:`Gostaria de falar com uma pessoa`},it:{open:`Apri la chat`,close:`Chiudi la chat`,placeholder:`Scriva un messaggio`,send:`Invia`,language:`Lingua`,connecting:`Connessione…`,reconnecting:`Connessione persa. Riconnessione…`,unavailable:`La chat non è disponibile in questo momento.`,again:`Riprova`,sending:`Invio…`,characters_left:`{left} caratteri rimasti`,bot_notice:`Sta parlando con un bot. Una persona è sempre raggiungibile.`,dialog_label:`Chat con l’assistente di {freelancer}`,welcome:`Salve! Come posso aiutarla?`,suggest_services:`Che servizi offre?`,suggest_quote:`Vorrei un preventivo`,suggest_person:`Vorrei parlare con una persona`}};function Un(e,t){let n=Hn[Kn(e)]??{};return(e,r={})=>(t[`widget_${e}`]||n[e]||Vn[e]).replace(/\{(\w+)\}/g,(e,t)=>String(r[t]??e))}function Wn(e,t,n){return!!(t[`widget_${n}`]||Hn[Kn(e)]?.[n])}function Gn(e,t){try{return new Intl.DisplayNames([t||`en`],{type:`language`}).of(e)??e}catch{return e}}function Kn(e){return e.toLowerCase().split(/[-_]/)[0]??``}var qn=6e5;function Jn(e,t){return Qn(t,{timeStyle:`short`},e)}function Yn(e,t){return t===void 0||t.time-e.time>qn}function Xn(e,t,n=Date.now()){let r=Math.round((er(e)-er(n))/864e5);if(r===0||r===-1){let e=new Intl.RelativeTimeFormat($n(t),{numeric:`auto`}).format(r,`day`);return e.charAt(0).toLocaleUpperCase($n(t))+e.slice(1)}return Qn(t,{weekday:`long`,day:`numeric`,month:`long`},e)}function Zn(e,t,n=Date.now()){return er(e.time)!==er(t?.time??n)}function Qn(e,t,n){return new Intl.DateTimeFormat($n(e),t).format(n)}function $n(e){try{let t=navigator.language.startsWith(`${e}-`)?navigator.language:e;return Intl.DateTimeFormat.supportedLocalesOf([t])[0]}catch{return}}function er(e){return new Date(e).setHours(0,0,0,0)}function tr(e,t){let{words:n}=t,r=e.sender===`client`?n(`you`):t.author||n(`bot`),i=e.sender===`client`||!t.first;return R`${t.day?R`<p class="day">${Xn(e.time,t.language)}</p>`:V}
    <div class="message ${e.sender} ${e.delivery}" ?data-first=${t.first} ?data-last=${t.last}>
      <span class=${i?`hidden`:`author`}><bdi>${r}</bdi><span class="hidden">: </span></span>
      ${e.text?R`<div class="bubble">${ir(e.text,e.language)}${ar(e,t)}</div>`:V}
      ${or(e,t)} ${sr(e,t)}
      ${t.timed&&e.delivery===`sent`?R`<time class="time" datetime=${new Date(e.time).toISOString()}>${Jn(e.time,t.language)}</time>`:V}
      ${t.open&&e.choices.length?cr(e,t):V}
    </div>`}function nr(e){return R`<p class="waiting">${e(`connecting`)}</p>`}function rr(e,t){return R`<div class="message bot writing" ?data-first=${t}>
    <div class="bubble"><span class="hidden">${e(`typing`)}</span><i></i><i></i><i></i></div>
  </div>`}function ir(e,t){return R`<div class="text" lang=${t||V} dir="auto">${Rn(e).map(e=>e.href?R`<a href=${e.href} target="_blank" rel="noopener noreferrer nofollow">${e.text}</a>`:e.text)}</div>`}function ar(e,t){return!t.revealed||!e.original?V:R`<div class="original">${ir(e.original,e.originalLanguage)}</div>`}function or(e,t){let{words:n}=t;return e.made===`untranslated`&&e.sender!==`client`?R`<p class="origin">${n(`untranslated`)}</p>`:e.made!==`model`||!e.original||e.original===e.text?V:R`<p class="origin">
    ${n(`machine_translated`,{language:Gn(e.originalLanguage,t.language)})}
    <button class="reveal" type="button" aria-expanded=${t.revealed?`true`:`false`} @click=${t.reveal}>
      ${t.revealed?n(`hide_original`):n(`show_original`)}
    </button>
  </p>`}function sr(e,t){let{words:n}=t;if(e.delivery===`sent`)return V;if(e.delivery===`pending`)return R`<p class="delivery">${n(`sending`)}</p>`;let r=e.trouble?R`<p class="delivery trouble" dir="auto">${e.trouble}</p>`:V;return e.delivery===`refused`?R`${r}`:R`${r}<button class="retry" type="button" @click=${t.retry}>${Mn}${n(`retry`)}</button>`}function cr(e,t){return R`<div class="choices">
    ${e.choices.map(n=>R`<button class="choice" type="button" lang=${e.language||V} dir="auto"
          @click=${()=>t.choose(n)}>${n.title}</button>`)}
  </div>`}function lr(e,t,n,r){let{name:i,trade:a}=e.profile.freelancer;return R`<div class="header">
    <div class="who">
      <span class="avatar" aria-hidden="true">${fr(i)}</span>
      <div class="names">
        <h2 class="name"><bdi>${i}</bdi></h2>
        <p class="trade"><bdi>${a}</bdi></p>
      </div>
      ${ur(e,t,n)}
      <button class="close" type="button" title=${t(`close`)} aria-label=${t(`close`)} @click=${r}>
        ${On}
      </button>
    </div>
    <p class="notice">${t(`bot_notice`)}</p>
  </div>`}function ur(e,t,n){let r=dr(e.profile.languages,e.language);return r.length<2?``:R`<span class="language">
    ${An}<span class="code" aria-hidden="true">${e.language}</span>
    <select aria-label=${t(`language`)} title=${t(`language`)} @change=${e=>n(e.target.value)}>
      ${r.map(({code:t,name:n})=>R`<option value=${t} lang=${t} ?selected=${t===e.language}>${n||t}</option>`)}
    </select>
  </span>`}function dr(e,t){return!t||e.some(e=>e.code===t)?e:[...e,{code:t,name:Gn(t,t)}]}function fr(e){let t=e.split(/\s+/u).filter(Boolean);return[t[0],t.length>1?t.at(-1):void 0].map(e=>[...e??``][0]??``).join(``).toLocaleUpperCase()||`…`}var pr=St`
  :host {
    all: initial !important;
    position: fixed !important;
    inset: auto !important;
    z-index: 2147483000 !important;
    color-scheme: light dark;
    --accent: var(--liaison-accent, #0d5f57);
    --on-accent: var(--liaison-on-accent, #ffffff);
    --accent-text: #0d5f57;
    --surface: #ffffff;
    --raised: #f1f4f3;
    --line: #d9e0de;
    --edge: #7b8a87;
    --text: #17211f;
    --muted: #566461;
    --danger: #b3261e;
    --warn-surface: #fff4d6;
    --warn-text: #5b4300;
    --shadow: 0 1.2em 3em rgb(9 30 27 / 22%), 0 0.2em 0.6em rgb(9 30 27 / 12%);
    --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Naskh Arabic", "Helvetica Neue", Arial,
      sans-serif;
  }

  @media (prefers-color-scheme: dark) {
    :host {
      --accent: var(--liaison-accent, #146b62);
      --accent-text: #7ed6c8;
      --surface: #141a19;
      --raised: #27312f;
      --line: #36413e;
      --edge: #84938f;
      --text: #eef3f1;
      --muted: #a7b4b1;
      --danger: #ffb4ab;
      --warn-surface: #3d3109;
      --warn-text: #ffe29a;
      --shadow: 0 1em 2.5em rgb(0 0 0 / 45%), 0 0.2em 0.6em rgb(0 0 0 / 35%);
    }
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  .widget {
    font: 400 1em/1.45 var(--font);
    color: var(--text);
    text-align: start;
    -webkit-text-size-adjust: 100%;
    -webkit-tap-highlight-color: transparent;
  }

  h2,
  p {
    margin: 0;
    font: inherit;
  }

  button,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }

  button {
    border: 0;
    margin: 0;
    padding: 0;
    background: none;
    cursor: pointer;
    touch-action: manipulation;
  }

  :focus {
    outline: none;
  }

  :focus-visible {
    outline: 2px solid var(--accent-text);
    outline-offset: 2px;
  }

  .icon {
    width: 1.5em;
    height: 1.5em;
    flex: none;
  }

  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  /* Launcher */

  .launcher {
    position: fixed;
    inset-block-end: calc(1.25em + env(safe-area-inset-bottom));
    right: calc(1.25em + env(safe-area-inset-right));
    display: grid;
    place-items: center;
    width: 3.75em;
    height: 3.75em;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    box-shadow: var(--shadow);
    transition: transform 0.15s ease-out;
  }

  .launcher .icon {
    width: 1.8em;
    height: 1.8em;
  }

  .launcher:hover {
    transform: scale(1.06);
  }

  .badge {
    position: absolute;
    inset-block-start: -0.2em;
    inset-inline-end: -0.2em;
    min-width: 1.7em;
    height: 1.7em;
    padding-inline: 0.4em;
    border-radius: 1em;
    border: 2px solid var(--surface);
    background: #b3261e;
    color: #ffffff;
    font-size: 0.8em;
    font-weight: 650;
    line-height: 1.4em;
    text-align: center;
  }

  /* Panel */

  .panel {
    position: fixed;
    inset-block-end: calc(1.25em + env(safe-area-inset-bottom));
    right: calc(1.25em + env(safe-area-inset-right));
    display: flex;
    flex-direction: column;
    width: min(25em, 100vw - 2.5em);
    height: min(42em, 100vh - 2.5em);
    height: min(42em, 100dvh - 2.5em);
    overflow: hidden;
    border-radius: 1.25em;
    background: var(--surface);
    box-shadow: var(--shadow), 0 0 0 1px var(--line);
    animation: appear 0.18s ease-out;
  }

  @keyframes appear {
    from {
      opacity: 0;
      transform: translateY(0.75em);
    }
  }

  [data-side="left"] :is(.launcher, .panel) {
    right: auto;
    left: calc(1.25em + env(safe-area-inset-left));
  }

  @media (max-width: 480px), (max-height: 480px) {
    .widget .panel {
      inset: var(--sheet-top, 0) 0 auto 0;
      width: 100%;
      height: 100vh;
      height: var(--sheet-height, 100dvh);
      border-radius: 0;
      box-shadow: none;
    }
    .header {
      padding-block-start: calc(0.75em + env(safe-area-inset-top));
    }
    .composer {
      padding-block-end: calc(0.75em + env(safe-area-inset-bottom));
    }
  }

  /* Header */

  .header {
    flex: none;
    padding: 0.75em max(0.75em, env(safe-area-inset-right)) 0.75em max(1em, env(safe-area-inset-left));
    background: var(--accent);
    color: var(--on-accent);
    touch-action: pinch-zoom;
  }

  .header :focus-visible,
  .language:focus-within {
    outline: 2px solid var(--on-accent);
    outline-offset: -2px;
  }

  .who {
    display: flex;
    align-items: center;
    gap: 0.75em;
  }

  .avatar {
    flex: none;
    display: grid;
    place-items: center;
    width: 2.75em;
    height: 2.75em;
    border-radius: 50%;
    background: color-mix(in srgb, #000000 22%, var(--accent));
    font-weight: 650;
  }

  .names {
    flex: 1;
    min-width: 0;
  }

  .name {
    font-size: 1.0625em;
    font-weight: 650;
    line-height: 1.25;
  }

  .name,
  .trade {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .trade {
    font-size: 0.875em;
    line-height: 1.35;
  }

  .notice {
    margin-block-start: 0.6em;
    font-size: 0.8125em;
    line-height: 1.4;
  }

  .language {
    position: relative;
    display: flex;
    align-items: center;
    gap: 0.35em;
    min-height: 2.75em;
    padding-inline: 0.5em;
    border-radius: 0.75em;
  }

  .language .icon {
    width: 1.25em;
    height: 1.25em;
  }

  .language .code {
    font-size: 0.875em;
    font-weight: 600;
    text-transform: uppercase;
  }

  /* The real menu lies over its drawing: a phone shows its own picker, a keyboard and a screen reader find a select. */
  .language select {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    border: 0;
    opacity: 0;
    cursor: pointer;
  }

  .language option {
    background: Canvas;
    color: CanvasText;
  }

  .close {
    display: grid;
    place-items: center;
    width: 2.75em;
    height: 2.75em;
    margin-inline-start: -0.5em;
    border-radius: 0.75em;
  }

  .close:hover,
  .language:hover {
    background: color-mix(in srgb, var(--on-accent) 14%, transparent);
  }

  .banner {
    flex: none;
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    justify-content: space-between;
    column-gap: 0.75em;
    padding: 0.6em 1em;
    background: var(--warn-surface);
    color: var(--warn-text);
    font-size: 0.875em;
  }

  .banner[data-empty] {
    padding: 0;
  }

  .again,
  .retry {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    min-height: 2.75rem;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .again .icon,
  .retry .icon {
    width: 1.15em;
    height: 1.15em;
  }

  /* Messages */

  .scroll {
    position: relative;
    flex: 1;
    min-height: 0;
    display: flex;
  }

  .log {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 0.25em;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1em max(1em, env(safe-area-inset-right)) 0.5em max(1em, env(safe-area-inset-left));
    scrollbar-width: thin;
    scrollbar-color: var(--edge) transparent;
  }

  .log:focus-visible {
    outline-offset: -2px;
  }

  .message {
    position: relative;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    max-width: 88%;
    align-self: flex-start;
  }

  .message[data-first]:not(:first-child) {
    margin-block-start: 0.75em;
  }

  .message.client {
    align-self: flex-end;
    align-items: flex-end;
  }

  .author {
    margin-block-end: 0.2em;
    padding-inline: 0.25em;
    color: var(--muted);
    font-size: 0.8125em;
    font-weight: 600;
  }

  .bubble {
    max-width: 100%;
    padding: 0.6em 0.9em;
    border-radius: 1.15em;
    background: var(--raised);
    overflow-wrap: anywhere;
  }

  .bot[data-last] .bubble,
  .freelancer[data-last] .bubble,
  .writing .bubble {
    border-end-start-radius: 0.35em;
  }

  .freelancer .bubble {
    background: color-mix(in srgb, var(--accent-text) 14%, var(--surface));
  }

  .client .bubble {
    background: var(--accent);
    color: var(--on-accent);
  }

  .client[data-last] .bubble {
    border-end-end-radius: 0.35em;
  }

  .client.failed .bubble,
  .client.refused .bubble {
    background: var(--surface);
    color: var(--text);
    box-shadow: inset 0 0 0 1px var(--danger);
  }

  .text {
    white-space: pre-wrap;
  }

  .text a {
    color: inherit;
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }

  .original {
    margin-block-start: 0.5em;
    padding-block-start: 0.5em;
    border-block-start: 1px solid var(--edge);
    font-size: 0.9375em;
    color: var(--muted);
  }

  .origin,
  .time,
  .delivery {
    padding-inline: 0.25em;
    margin-block-start: 0.25em;
    color: var(--muted);
    font-size: 0.75em;
  }

  .reveal {
    position: relative;
    color: var(--accent-text);
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  /* A finger needs 44 pixels, the eye does not. */
  .reveal::after {
    content: "";
    position: absolute;
    inset: -0.95rem -0.5rem;
  }

  .trouble,
  .retry {
    color: var(--danger);
    font-size: 0.8125em;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin-block: 0.6em 0.25em;
  }

  .choice {
    min-height: 2.75em;
    padding: 0.45em 1em;
    border: 1.5px solid var(--accent-text);
    border-radius: 1.4em;
    background: var(--surface);
    color: var(--accent-text);
    font-weight: 550;
    line-height: 1.3;
    text-align: start;
    overflow-wrap: anywhere;
  }

  .choice:hover {
    background: color-mix(in srgb, var(--accent-text) 10%, var(--surface));
  }

  .day,
  .waiting {
    align-self: center;
    margin-block: 0.75em 0.25em;
    color: var(--muted);
    font-size: 0.8125em;
  }

  .waiting {
    margin-block: auto;
  }

  .welcome {
    margin-block-start: auto;
  }

  .greeting {
    font-size: 1.375em;
    font-weight: 650;
    line-height: 1.3;
  }

  .welcome .choices {
    flex-direction: column;
    align-items: flex-start;
  }

  .newer {
    position: absolute;
    inset-block-end: 0.5em;
    inset-inline-start: 50%;
    display: flex;
    align-items: center;
    gap: 0.4em;
    min-height: 2.75em;
    padding-inline: 1em 1.2em;
    border-radius: 1.4em;
    background: var(--text);
    color: var(--surface);
    font-size: 0.9375em;
    font-weight: 600;
    box-shadow: var(--shadow);
    transform: translateX(-50%);
  }

  [dir="rtl"] .newer {
    transform: translateX(50%);
  }

  .newer .icon {
    width: 1.15em;
    height: 1.15em;
  }

  .writing i {
    display: inline-block;
    width: 0.5em;
    height: 0.5em;
    margin-inline: 0.12em;
    border-radius: 50%;
    background: var(--muted);
    animation: breathe 1.2s infinite ease-in-out;
  }

  .writing i:nth-of-type(2) {
    animation-delay: 0.15s;
  }

  .writing i:nth-of-type(3) {
    animation-delay: 0.3s;
  }

  @keyframes breathe {
    0%,
    70%,
    100% {
      opacity: 0.35;
    }
    35% {
      opacity: 1;
    }
  }

  /* Composer */

  .composer {
    flex: none;
    padding: 0.5em max(0.75em, env(safe-area-inset-right)) 0.75em max(0.75em, env(safe-area-inset-left));
  }

  .field {
    display: flex;
    align-items: flex-end;
    border: 1px solid var(--edge);
    border-radius: 1.5em;
    background: var(--surface);
  }

  .field:focus-within {
    border-color: var(--accent-text);
    box-shadow: 0 0 0 1px var(--accent-text);
  }

  textarea {
    flex: 1;
    min-width: 0;
    min-height: 2.875em;
    max-height: min(9em, 25vh);
    margin: 0;
    padding-block: 0.7em;
    padding-inline: 1em 0.25em;
    border: 0;
    border-radius: 1.5em;
    background: transparent;
    line-height: 1.45;
    resize: none;
    overflow-y: auto;
    scrollbar-width: thin;
  }

  textarea:focus-visible {
    outline: none;
  }

  textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  .send {
    flex: none;
    display: grid;
    place-items: center;
    width: 2.75em;
    height: 2.75em;
    margin: 0.0625em;
    border-radius: 50%;
    background: var(--accent);
    background-clip: content-box;
    padding: 0.2em;
    color: var(--on-accent);
  }

  .send .icon {
    width: 1.3em;
    height: 1.3em;
  }

  .send:disabled {
    background: none;
    color: var(--edge);
    cursor: default;
  }

  .send:hover:not(:disabled) {
    background-color: color-mix(in srgb, var(--accent) 85%, var(--text));
  }

  [dir="rtl"] .icon-send {
    transform: scaleX(-1);
  }

  .counter {
    padding-inline: 1em;
    color: var(--muted);
    font-size: 0.8125em;
  }

  .counter:not(:empty) {
    margin-block-start: 0.35em;
  }

  .counter.over {
    color: var(--danger);
  }

  @media print {
    .widget {
      display: none;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .panel,
    .launcher,
    .writing i {
      animation: none;
      transition: none;
    }
    .writing i {
      opacity: 0.8;
    }
  }

  @media (forced-colors: active) {
    .bubble,
    .panel,
    .launcher,
    .newer {
      border: 1px solid CanvasText;
    }
  }
`,mr=`(max-width: 480px), (max-height: 480px)`;function X(){return matchMedia(mr).matches}function hr(e){let t=window.visualViewport;if(!t)return()=>void 0;let n=()=>{let n=X()&&t.scale<=1.01&&window.innerHeight-t.height>60;e.style.setProperty(`--sheet-height`,n?`${t.height}px`:`100dvh`),e.style.setProperty(`--sheet-top`,n?`${t.offsetTop}px`:`0px`)};return t.addEventListener(`resize`,n),t.addEventListener(`scroll`,n),n(),()=>{t.removeEventListener(`resize`,n),t.removeEventListener(`scroll`,n)}}function gr(e,t){let n=[...e.querySelectorAll(`button:not(:disabled), select, textarea, a[href], [tabindex='0']`)],r=e.getRootNode().activeElement,[i,a]=[n[0],n.at(-1)];(t.shiftKey?r===i||r===e:r===a)&&(t.preventDefault(),(t.shiftKey?a:i)?.focus())}function _r(e,t){try{t?sessionStorage.setItem(`liaison-open:${e}`,`1`):sessionStorage.removeItem(`liaison-open:${e}`)}catch{}}function vr(e){try{return sessionStorage.getItem(`liaison-open:${e}`)!==null}catch{return!1}}var yr,br=[`suggest_services`,`suggest_quote`,`suggest_person`],xr=80,Sr=class extends G{constructor(...e){super(...e),this.side=`right`,this.opened=!1,this.draft=``,this.revealed=new Set,this.behind=!1,this.announcing=!1,this.atEnd=!0,this.lastShown=``,this.stopFollowing=null,this.resized=new ResizeObserver(()=>{this.fitTextarea(),this.atEnd&&this.toEnd()}),this.refresh=()=>this.requestUpdate(),this.online=()=>{this.conversation.link===`lost`&&this.conversation.connect()},this.onInput=e=>{this.draft=e,this.memory.keep({draft:e})},this.onSubmit=()=>{Pn(this.draft,this.conversation.chars).over>0||!this.draft.trim()||(this.conversation.say(this.draft),this.onInput(``),this.element(`textarea`)?.focus(),this.updateComplete.then(()=>this.toEnd()))}}connectedCallback(){super.connectedCallback(),this.draft=this.memory.read().draft,this.conversation.addEventListener(`change`,this.refresh),window.addEventListener(`online`,this.online),document.addEventListener(`visibilitychange`,this.refresh),vr(this.conversation.freelancer)&&!X()?this.show(!1):this.conversation.worthResuming&&this.conversation.connect()}disconnectedCallback(){super.disconnectedCallback(),this.conversation.removeEventListener(`change`,this.refresh),window.removeEventListener(`online`,this.online),document.removeEventListener(`visibilitychange`,this.refresh),this.stopFollowing?.(),this.resized.disconnect(),this.conversation.disconnect()}show(e=!0){this.opened=!0,_r(this.conversation.freelancer,!0),this.conversation.connect(),this.updateComplete.then(()=>{let t=this.element(`dialog`);t&&(this.stopFollowing=hr(t),this.resized.observe(this.element(`log`)??t),this.toEnd(),e&&(X()&&matchMedia(`(pointer: coarse)`).matches?t:this.element(`textarea`))?.focus())})}hide(){this.opened=!1,this.announcing=!1,this.stopFollowing?.(),this.resized.disconnect(),_r(this.conversation.freelancer,!1),this.updateComplete.then(()=>this.element(`launcher`)?.focus())}willUpdate(){this.opened&&document.visibilityState===`visible`&&this.conversation.seen()}updated(e){this.follow(),(e.has(`draft`)||e.has(`opened`))&&this.fitTextarea(),this.opened&&this.conversation.told&&!this.announcing&&requestAnimationFrame(()=>this.announcing=this.opened)}render(){let{language:e,profile:t}=this.conversation,n=Un(e,t.strings);return R`<div class="widget" data-side=${this.side} lang=${e||`en`} dir=${t.direction} @keydown=${this.onKey}
      @keyup=${Cr} @keypress=${Cr}>
      ${this.opened?this.panel(n):this.launcher(n)}
    </div>`}launcher(e){let t=this.conversation.unread;return R`<button id="launcher" class="launcher" type="button" aria-haspopup="dialog" aria-expanded="false"
        @click=${()=>this.show()}>
        ${Dn}<span class="hidden">${e(`open`)}</span>
        ${t?R`<span class="badge" aria-hidden="true">${t}</span>`:V}
      </button>
      <div class="hidden" role="status">${t?`${e(`new_message`)} (${t})`:V}</div>`}panel(e){let{freelancer:t}=this.conversation.profile;return R`<section id="dialog" class="panel" role="dialog" tabindex="-1" aria-modal=${X()?`true`:`false`}
      aria-label=${e(`dialog_label`,{freelancer:t.name||`Liaison`})}>
      ${lr(this.conversation,e,e=>this.conversation.speak(e),()=>this.hide())}
      ${this.banner(e)}
      <div class="scroll">
        <div id="log" class="log" role="log" tabindex="0" aria-live=${this.announcing?`polite`:`off`}
          aria-label=${e(`dialog_label`,{freelancer:t.name||`Liaison`})} @scroll=${this.onScroll}>
          ${this.messages(e)}
        </div>
        ${this.behind?R`<button class="newer" type="button" @click=${()=>this.toEnd(!0)}>
              ${jn}${e(`new_message`)}
            </button>`:V}
      </div>
      ${Fn(this.draft,this.conversation.chars,e,this.onInput,this.onSubmit)}
    </section>`}messages(e){let{entries:t,told:n,typing:r,language:i}=this.conversation,a=t.findLastIndex(e=>e.sender===`client`);return R`${n&&t.length===0?this.welcome(e):V}
      ${!n&&t.length===0&&this.conversation.link===`connecting`?nr(e):V}
      ${Tn(t,e=>e.id,(n,r)=>tr(n,{words:e,language:i,author:n.sender===`freelancer`?this.conversation.profile.freelancer.name:``,first:t[r-1]?.sender!==n.sender||Zn(n,t[r-1]),last:t[r+1]?.sender!==n.sender,timed:Yn(n,t[r+1]),day:Zn(n,t[r-1]),revealed:this.revealed.has(n.id),open:r>a,reveal:()=>this.reveal(n.id),choose:e=>this.choose(()=>this.conversation.choose(e)),retry:()=>this.conversation.retry(n.id)}))}
      ${r?rr(e,t.at(-1)?.sender===`client`):V}`}welcome(e){let{language:t,profile:n}=this.conversation,r=br.filter(e=>Wn(t,n.strings,e));return R`<div class="welcome">
      ${Wn(t,n.strings,`welcome`)?R`<p class="greeting">${e(`welcome`)}</p>`:V}
      <div class="choices">
        ${r.map(t=>R`<button class="choice" type="button" @click=${()=>this.choose(()=>this.conversation.say(e(t)))}>${e(t)}</button>`)}
      </div>
    </div>`}banner(e){let{link:t,problem:n,told:r}=this.conversation,i=R`<button class="again" type="button" @click=${()=>this.conversation.connect()}>
      ${Mn}${e(`again`)}
    </button>`,a=t===`refused`||t===`lost`&&!r,o=a?e(`unavailable`):t===`lost`?e(`reconnecting`):``,s=t===`lost`?null:n,c=s?.text||o;return R`<div class="banner" role="status" ?data-empty=${!c}>
      ${c?R`<span lang=${s?.language||V} dir="auto">${c}</span>`:V}
      ${a?i:V}
    </div>`}reveal(e){let t=new Set(this.revealed);t.delete(e)||t.add(e),this.revealed=t}choose(e){e(),this.behind=!1;let t=matchMedia(`(pointer: coarse)`).matches;this.updateComplete.then(()=>{this.toEnd(),this.element(t?`log`:`textarea`)?.focus()})}onKey(e){if(e.stopPropagation(),!this.opened)return;e.key===`Escape`&&!e.isComposing&&this.hide();let t=this.element(`dialog`);e.key===`Tab`&&t&&X()&&gr(t,e)}onScroll(){let e=this.element(`log`);this.atEnd=!e||e.scrollHeight-e.scrollTop-e.clientHeight<xr,this.atEnd&&(this.behind=!1)}follow(){let e=this.conversation.entries.at(-1),t=`${e?.id??``} ${this.conversation.typing}`;t!==this.lastShown&&(this.lastShown=t,this.atEnd||e?.sender===`client`?this.toEnd():this.conversation.typing||(this.behind=!0))}toEnd(e=!1){let t=this.element(`log`);this.behind=!1,this.atEnd=!0;let n=!e||matchMedia(`(prefers-reduced-motion: reduce)`).matches;t?.scrollTo({top:t.scrollHeight,behavior:n?`instant`:`smooth`})}fitTextarea(){let e=this.element(`textarea`);e&&(e.style.height=`auto`,e.style.height=`${e.scrollHeight+e.offsetHeight-e.clientHeight}px`)}element(e){return this.renderRoot?.querySelector(`#${e}`)??null}};yr=Sr,yr.styles=pr,yr.properties={opened:{state:!0},draft:{state:!0},revealed:{state:!0},behind:{state:!0},announcing:{state:!0}};function Cr(e){e.stopPropagation()}var wr=[`identity`,`phrase`,`own`,`model`,`untranslated`],Tr=[`bot`,`client`,`freelancer`],Er=2e3;function Dr(e){let t=Z(e),n=Q(t.id),r=Q(t.text),i=Fr(t.buttons).map(Nr).filter(e=>e!==null);return!n||!r&&i.length===0?null:{id:n,seq:typeof t.seq==`number`&&t.seq>0?t.seq:null,sender:Ir(t.sender,Tr,`bot`),text:r,language:Q(t.language),original:Q(t.original),originalLanguage:Q(t.original_language),made:Ir(t.made,wr,`identity`),choices:i,time:Pr(t.time)}}function Or(e){let t=Z(e),n=Q(t.conversation),r=Q(t.token);if(!n||!r)return null;let i=Z(t.limits).chars;return{token:r,conversation:n,profile:kr(t),history:Fr(t.history).map(Dr).filter(e=>e!==null),chars:typeof i==`number`&&i>0?i:Er}}function kr(e){let t=Z(e),n=Z(t.freelancer),r=Object.entries(Z(t.strings)).filter(([,e])=>typeof e==`string`),i=Fr(t.languages).map(Z);return{freelancer:{slug:Q(n.slug),name:Q(n.name),trade:Q(n.trade)},language:Q(t.language),direction:t.direction===`rtl`?`rtl`:`ltr`,languages:i.map(e=>({code:Q(e.code),name:Q(e.name)})).filter(e=>e.code),strings:Object.fromEntries(r)}}function Ar(e){let{code:t,text:n}=jr(e);return{ok:Z(e).ok===!0,code:t,text:n}}function jr(e){let t=Z(e);return{id:Q(t.id),code:Q(t.code),text:Q(t.text)||Q(t.message),language:Q(t.language)}}function Mr(e){return Z(e).on===!0}function Nr(e){let t=Z(e),n=Q(t.title);return n?{title:n,payload:Q(t.payload)}:null}function Pr(e){if(typeof e==`number`&&e>0)return e<1e11?e*1e3:e;let t=typeof e==`string`?Date.parse(e):NaN;return Number.isNaN(t)?Date.now():t}function Z(e){return typeof e==`object`&&e&&!Array.isArray(e)?e:{}}function Fr(e){return Array.isArray(e)?e:[]}function Q(e){return typeof e==`string`?e:``}function Ir(e,t,n){return typeof e==`string`&&t.includes(e)?e:n}function Lr(e,t){return t.reduce(Vr,[...e])}function Rr(e,t){let n=Lr([],[...t].sort((e,t)=>(e.seq??1/0)-(t.seq??1/0))),r=new Set(n.map(e=>e.id));return[...n,...e.filter(e=>e.delivery!==`sent`&&!r.has(e.id))]}function $(e,t,n,r=``){return e.map(e=>e.id===t?{...e,delivery:n,trouble:r}:e)}function zr(e){let t=e.map(e=>e.seq).filter(e=>e!==null);return t.length?Math.max(...t):null}function Br(e,t){return e.filter(e=>e.sender!==`client`&&(e.seq??-1)>t).length}function Vr(e,t){let n={...t,delivery:`sent`,trouble:``},{id:r,seq:i}=t,a=e.findIndex(e=>e.id===r||i!==null&&e.seq===i);return a<0?Hr(e,n,e.length):Hr([...e.slice(0,a),...e.slice(a+1)],{...n,seq:i??e[a]?.seq??null},a)}function Hr(e,t,n){let r=t.seq??null,i=r===null?-1:e.findIndex(e=>e.seq!==null&&e.seq>r),a=r===null?-1:e.findLastIndex(e=>e.seq!==null&&e.seq<r),o=i<0?e.length:i,s=Math.min(Math.max(n,a+1),o);return[...e.slice(0,s),t,...e.slice(s)]}var Ur=`Liaison: no connection yet, trying on. If it stays so: is this website among LIAISON_ALLOWED_ORIGINS on the server, and does this page's Content-Security-Policy allow the server in connect-src (https: and wss:)?`,Wr=15e3,Gr=3,Kr=3e4,qr=2e3,Jr=1e4,Yr=8e3,Xr=[`too_long`,`empty`,`not_text`,`bad_request`],Zr=class extends EventTarget{constructor(e,t,n,r=Date.now,i=$r){super(),this.subject=e,this.memory=t,this.open=n,this.now=r,this.newId=i,this.link=`idle`,this.entries=[],this.typing=!1,this.told=!1,this.chars=2e3,this.problem=null,this.socket=null,this.id=``,this.tries=new Map;let a=t.read();this.profile=kr(a.profile),this.entries=a.unsent.map(Qr)}get freelancer(){return this.subject.freelancer}get language(){return this.memory.read().language||this.profile.language||this.subject.locale}get worthResuming(){let e=this.memory.read();return!!(e.token&&e.spoken)||e.unsent.length>0}get unread(){return Br(this.entries,this.memory.read().seen)}connect(){this.socket?(this.socket.connected||this.socket.connect(),this.link===`refused`&&this.become(`connecting`)):(this.link=`connecting`,this.socket=this.open(e=>e(this.auth())),this.listen(this.socket),this.changed())}disconnect(){this.socket?.disconnect(),clearTimeout(this.typingTimer)}say(e){let t=e.trim();t&&this.post({id:this.newId(),text:t,payload:``,time:this.now()})}choose(e){this.post({id:this.newId(),text:e.title,payload:e.payload,time:this.now()})}retry(e){let t=this.memory.read().unsent.find(t=>t.id===e);t&&(this.tries.delete(e),this.entries=$(this.entries,e,`pending`),this.changed(),this.connect(),this.send(t))}speak(e){this.memory.keep({language:e}),this.link===`online`&&this.socket?.emit(`language`,{language:e}),this.changed()}seen(){let e=zr(this.entries);e===null||e<=this.memory.read().seen||(this.memory.keep({seen:e}),this.changed())}dismiss(){this.problem=null,this.changed()}auth(){let{token:e,language:t}=this.memory.read(),n=this.told?zr(this.entries):null;return{freelancer:this.subject.freelancer,locale:this.subject.locale,...e&&{token:e},...t&&{language:t},...n!==null&&{after:n}}}listen(e){e.on(`session`,e=>this.welcome(e)),e.on(`message`,e=>this.hear(e)),e.on(`typing`,e=>this.setTyping(Mr(e))),e.on(`language`,e=>this.translated(e)),e.on(`problem`,e=>this.trouble(jr(e))),e.on(`disconnect`,e=>this.lost(e)),e.on(`connect_error`,e=>this.unreachable(e))}welcome(e){let t=Or(e);if(!t)return;let n=this.id!==t.conversation,r=this.memory.read();r.conversation&&r.conversation!==t.conversation&&this.startAnew(),this.entries=n?Rr(this.entries,t.history):Lr(this.entries,t.history),this.id=t.conversation,this.profile=t.profile,this.chars=t.chars,this.told=!0,this.problem=null;let{token:i,conversation:a,profile:o}=t,s=this.memory.read().spoken||t.history.some(e=>e.sender===`client`);this.memory.keep({token:i,conversation:a,profile:o,spoken:s}),t.history.forEach(e=>this.memory.forget(e.id)),this.become(`online`),r.language&&r.language!==o.language?this.speak(r.language):this.memory.keep({language:``}),this.memory.read().unsent.forEach(e=>this.resend(e))}startAnew(){let e=this.memory.read().unsent.map(e=>({...e,payload:``}));this.memory.keep({unsent:e,seen:-1,spoken:!1}),this.entries=this.entries.filter(e=>e.delivery!==`sent`)}hear(e){let t=Dr(e);t&&(this.memory.forget(t.id),this.entries=Lr(this.entries,[t]),t.sender!==`client`&&(this.problem=null),this.changed())}translated(e){let t=kr(e);this.profile={...this.profile,language:t.language,direction:t.direction,strings:t.strings},this.memory.keep({profile:this.profile,language:``}),this.changed()}post(e){this.memory.remember(e),this.memory.keep({spoken:!0}),this.entries=[...this.entries,Qr(e)],this.changed(),this.connect(),this.send(e)}resend(e){this.entries.some(t=>t.id===e.id)||(this.entries=[...this.entries,Qr(e)]),this.entries=$(this.entries,e.id,`pending`),this.changed(),this.send(e)}send(e){if(this.link!==`online`||!this.socket?.connected)return;let{id:t,text:n,payload:r}=e,i=r?{id:t,payload:r,title:n}:{id:t,text:n};this.socket.timeout(Wr).emit(`message`,i,(n,r)=>{n?this.unanswered(e):this.receipt(t,r)})}receipt(e,t){let{ok:n,code:r,text:i}=Ar(t),a=Xr.includes(r);(n||a)&&this.memory.forget(e),this.tries.delete(e),this.entries=$(this.entries,e,n?`sent`:a?`refused`:`failed`,i),this.changed()}unanswered(e){if(this.link!==`online`||!this.memory.read().unsent.some(t=>t.id===e.id))return;let t=(this.tries.get(e.id)??1)+1;this.tries.set(e.id,t),t<=Gr?this.send(e):(this.entries=$(this.entries,e.id,`failed`),this.changed())}trouble(e){this.entries.some(t=>t.id===e.id)?this.entries=$(this.entries,e.id,`refused`,e.text):this.problem=e.text?e:null,e.code===`desk_back`&&setTimeout(()=>this.problem===e&&this.dismiss(),Yr),this.changed()}lost(e){this.setTyping(!1),e===`io client disconnect`?this.become(`idle`):(this.become(`lost`),e===`io server disconnect`&&setTimeout(()=>this.socket?.connect(),qr))}unreachable(e){let t=e?.data;t===void 0?(!this.told&&this.link===`connecting`&&console.warn(Ur),this.become(`lost`)):(this.problem=jr(t),this.become(`refused`),this.problem.code===`unavailable`&&setTimeout(()=>this.link===`refused`&&this.connect(),Jr))}setTyping(e){clearTimeout(this.typingTimer),e&&(this.typingTimer=setTimeout(()=>this.setTyping(!1),Kr)),e!==this.typing&&(this.typing=e,this.changed())}become(e){this.link=e,this.changed()}changed(){this.dispatchEvent(new Event(`change`))}};function Qr(e){return{id:e.id,seq:null,sender:`client`,text:e.text,language:``,original:``,originalLanguage:``,made:`identity`,choices:[],time:e.time,delivery:`pending`,trouble:``}}function $r(){let e=crypto.getRandomValues(new Uint8Array(16));e[6]=(e[6]??0)&15|64,e[8]=(e[8]??0)&63|128;let t=Array.from(e,e=>e.toString(16).padStart(2,`0`)).join(``);return[t.slice(0,8),t.slice(8,12),t.slice(12,16),t.slice(16,20),t.slice(20)].join(`-`)}var ei={token:``,conversation:``,spoken:!1,seen:-1,draft:``,language:``,profile:null,unsent:[]},ti=class{constructor(e,t,n=ii()){this.storage=n,this.fallback=ei,this.key=`liaison:${e}:${t}`}read(){try{let e=JSON.parse(this.storage?.getItem(this.key)??`null`);if(typeof e==`object`&&e)return ni({...ei,...e})}catch{}return this.fallback}keep(e){this.fallback={...this.read(),...e};try{this.storage?.setItem(this.key,JSON.stringify(this.fallback))}catch{}}remember(e){this.keep({unsent:[...this.read().unsent.filter(t=>t.id!==e.id),e]})}forget(e){let t=this.read().unsent;t.some(t=>t.id===e)&&this.keep({unsent:t.filter(t=>t.id!==e)})}};function ni(e){let t=Array.isArray(e.unsent)?e.unsent:[];return{...e,token:String(e.token),draft:String(e.draft),language:String(e.language),seen:Number.isFinite(e.seen)?e.seen:-1,unsent:t.filter(ri)}}function ri(e){let t=e;return typeof t?.id==`string`&&typeof t.text==`string`&&typeof t.payload==`string`}function ii(){try{return window.localStorage}catch{return null}}var ai=`liaison-chat`,oi=/\/widget\/liaison\.js(?:[?#].*)?$/,si=document.currentScript??document.querySelector(`script[data-freelancer][src*='liaison.js']`);function ci(e){let t=new URL(e),n=`${t.pathname.replace(/\/+$/,``)}/socket.io`;return e=>E(t.origin,{path:n,auth:e,transports:[`websocket`,`polling`],tryAllTransports:!0,reconnectionDelay:500,reconnectionDelayMax:5e3,forceNew:!0})}function li(e){let t=e.dataset.freelancer?.trim()??``;if(!t){console.error(`Liaison: the script tag needs data-freelancer, the name of a services file without .yml.`);return}let n=(e.dataset.server?.trim()||e.src.replace(oi,``)).replace(/\/+$/,``);if(!URL.canParse?.(n)&&!/^https?:\/\//.test(n)){console.error(`Liaison: data-server must be an address such as https://chat.example.com, not "${n}".`);return}if(customElements.get(ai)||customElements.define(ai,Sr),document.querySelector(ai))return;let r=new ti(n,t),i=document.createElement(ai);i.memory=r,i.side=di(e),i.conversation=new Zr({freelancer:t,locale:ui(e)},r,ci(n)),document.body.append(i)}function ui(e){let t=e.dataset.language?.trim()??``,n=navigator.language.toLowerCase().split(`-`)[0]===t.toLowerCase();return t&&!n?t:navigator.language}function di(e){let t=e.dataset.side;return t===`left`||t===`right`?t:getComputedStyle(document.body).direction===`rtl`?`left`:`right`}si&&(document.body?li(si):document.addEventListener(`DOMContentLoaded`,()=>li(si)))})();